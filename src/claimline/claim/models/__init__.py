"""Strict models of claims, for code that makes or consumes them.

Shape is said here, judgement in rules: a model cannot write a malformed segment, but it may say
what a payer will not pay. Names are those of the views as sent (`claimline.claim.views`), money is
Decimal in dollars, and what the guide refuses is refused when a model is made.
"""
