"""The version of claimline."""

__version__ = "0.1.0"
