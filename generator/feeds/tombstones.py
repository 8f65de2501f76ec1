"""Deleted entries of an Atom feed (RFC 6721): programs that kept an entry learn that it has to go."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from feedgen.ext.base import BaseExtension
from lxml import etree

from generator.feeds.entry import instant, tag_id
from generator.records.settings import Office
from generator.withdrawn import Gone

NAMESPACE = "http://purl.org/atompub/tombstones/1.0"


class Tombstones(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """Puts an at:deleted-entry for each of `gone` before the entries of a feed."""

    def __init__(self, gone: Iterable[Gone], office: Office) -> None:
        self._gone, self._office = gone, office

    def extend_ns(self) -> dict[str, str]:
        """The prefix and namespace of RFC 6721."""
        return {"at": NAMESPACE}

    def extend_atom(self, atom_feed: Any) -> Any:
        """`ref` is the id of the exemplar's own entry, `when` the day it was taken down, the comment what is said."""
        for gone in self._gone:
            stone = etree.SubElement(atom_feed, f"{{{NAMESPACE}}}deleted-entry")
            stone.set("ref", tag_id(self._office.site_url, gone.id))
            stone.set("when", instant(gone.updated).isoformat())
            etree.SubElement(stone, f"{{{NAMESPACE}}}comment").text = gone.said.title
        return atom_feed
