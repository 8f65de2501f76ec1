"""READ: turns the files that staff edit into typed records, every value with its file, line and column."""
