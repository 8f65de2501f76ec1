"""What all tests of the rules share, and how the examples in their docstrings are read.

An example, without its indent, is one of these, told by its first line that is no comment:

- `---`: a whole record.md.
- `people/…/record.md`: one path a line; a sound record is put at each, and the whole tree is checked.
- `record.md: …`: a file that cannot be shown as text; sample.py makes it from the words.
- `key: …`: lines of the head, which take the place of the same keys of a sound record.
- anything else: the body of a sound record.

⟨U+200B⟩ stands for the character with that code point. The folder of every example holds photo.jpg, a sound
picture, and broken.jpg, the first half of one.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import language

from .sample import World


@pytest.fixture(autouse=True)
def _english() -> None:
    language.choose("en")


@pytest.fixture
def world(tmp_path: Path) -> World:
    """An empty folder of records."""
    root = tmp_path / "exemplars"
    root.mkdir()
    return World(root)
