"""Finds the recorded messages that somebody means to approve."""

from __future__ import annotations

from generator.delivery.ledger import Ledger
from generator.delivery.publications import Publication


def of_key(ledger: Ledger, key: str) -> list[Publication]:
    """Those whose version begins with `key`: it is a name for the bytes, and stands in the plan and in the ledger."""
    return [publication for publication in ledger.publications() if publication.version.startswith(key)]


def newest(ledger: Ledger, item: str) -> list[Publication]:
    """The newest news of an exemplar in each channel; what takes back or puts right is approved where it is made."""
    found: dict[tuple[str, bool], Publication] = {}
    for publication in ledger.publications(item=item):  # oldest first
        if publication.purpose == "publish":
            found[publication.channel, publication.promotional] = publication
    return list(found.values())
