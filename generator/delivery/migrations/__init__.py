"""Every version of the ledger's tables, each a step from the one before. A released step never changes."""
