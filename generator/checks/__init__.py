"""CHECK: one rule, one file. A rule yields findings; nothing here prints, and nothing stops at the first.

A rule is a module. Its name is the file's with hyphens; its docstring is its documentation, with an
example that fails and one that passes (`exemplar explain`). It has a SEVERITY and one or both of two
functions:

- `word(fault)` puts into words what READ found (rules about the form of a file);
- `check(file, context)` looks at a record that could be read.

`id_unique` has neither: it looks at all records together, and tree.py and settings.py call it.

The table below is the order in which rules run and in which they are listed.
"""
