"""An artifact: one file of the site, by the path it will have and a way to make its bytes.

RENDER promises artifacts; whether they are made is decided by their key. The key names everything the bytes
depend on, so an artifact whose key is that of the last build need not be made again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import NamedTuple


class Artifact(NamedTuple):
    """`path` is relative to the site, with forward slashes; `make` gives its bytes."""

    path: str
    key: str
    make: Callable[[], bytes]


def key_of(parts: Iterable[str]) -> str:
    """A short name for a list of texts: 24 hexadecimal digits of BLAKE2b. No part may hold a NUL."""
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=12).hexdigest()
