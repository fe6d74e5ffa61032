"""The request ledger (依申请公开台账): one row per application becomes table three, and table four.

    survey (columns, entries) → counting (judging, disputes) → tally → writing

Names and contact data of applicants are read to mask them, and never leave this package.
"""
