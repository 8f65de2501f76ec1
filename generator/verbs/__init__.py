"""The commands: one module per verb, with its options and what it does. They say through the console they are given."""
