"""Tests of what records may not change in silence, each with a real git repository. Everybody in them is made up."""
