"""DTE: dates of service."""
