"""The public register: the ledger, its entries, its files, and how to check it."""
