"""POS: where the patient was served, and whether the payer pays there."""
