"""SMS: how a text is counted and cut into parts, in the mainland and abroad. It knows no record and no channel."""
