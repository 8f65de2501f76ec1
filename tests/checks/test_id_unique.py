"""An id is used once among all records."""

from __future__ import annotations

import pytest

from generator.checks.tree import check_tree

P, G = "people/{}/record.md", "organizations/{}/record.md"
TREES = {
    "different": ([("a", P), ("b", G)], []),
    "none": ([], []),
    "in both kinds": (
        [("a", P), ("a", G)],
        [("people/a/record.md", "“a” is already used by organizations/a")],
    ),
    "capital letters": (
        [("a", P), ("A", G)],
        [("people/a/record.md", "only in capital letters from organizations/A")],
    ),
    "capital letters within a kind": ([("a", P), ("A", P)], [("people/a/record.md", "people/A/record.md")]),
    "three": ([("a", G), ("a", P), ("A", P)], [("people/A/record.md", "“A”"), ("people/a/record.md", "“a”")]),
    "the same record twice in the list": ([("a", P), ("a", P)], []),
}


@pytest.mark.parametrize(("entries", "expected"), TREES.values(), ids=TREES)
def test_ids_of_a_tree(entries: list[tuple[str, str]], expected: list[tuple[str, str]]) -> None:
    for given in (entries, entries[::-1]):
        found = check_tree((name, path.format(name)) for name, path in given)
        assert [(p.path, p.rule, p.line, p.column) for p in found] == [
            (path, "id-unique", 1, 1) for path, _ in expected
        ]
        assert all(part in p.message for p, (_path, part) in zip(found, expected, strict=True))
