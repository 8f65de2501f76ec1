"""RENDER: RSS 2.0, Atom and JSON Feed 1.1 for all exemplars, for each facet value and for each column."""
