"""The gate: on which days a record may be public, by conditions of which each is a named rule with a remedy."""
