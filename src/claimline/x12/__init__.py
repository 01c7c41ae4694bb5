"""The X12 wire format: delimiters, designators, element types, reading and writing.

Nothing here knows what a claim is.
"""
