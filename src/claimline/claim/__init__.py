"""Claims and their service lines as sent: Document, views, payer profile, NOC narrative."""
