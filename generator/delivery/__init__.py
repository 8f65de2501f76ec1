"""PUSH: approved copy on its way to outlets, with a ledger of what became of it."""
