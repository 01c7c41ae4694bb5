"""DOC: authorizations, orders, attachments and what else stands behind a line."""
