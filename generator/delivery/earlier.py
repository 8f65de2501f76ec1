"""Who has an earlier version already: new bytes of the same copy are no news to them, only a correction is."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from generator.delivery import tables
from generator.delivery.message import keys_of_deliveries
from generator.delivery.publications import Publication, publications
from generator.delivery.states import REACHED


class Earlier:
    """The other versions of a publication, asked portion by portion. Costs nothing where there are none."""

    def __init__(self, connection: sa.Connection, publication: Publication, outlet: str) -> None:
        self._connection = connection
        others = [p for p in publications(connection, item=publication.item) if p.channel == publication.channel]
        self._outlet = outlet
        self._given = [p for p in others if p.purpose != "retract" and p.digest != publication.digest]
        self._taken = [p for p in others if p.purpose == "retract"]

    def having(self, people: Collection[str]) -> set[str]:
        """Those of these recipients (hashes) that have, or may have, another version that was not taken back."""
        given = {person for p in self._given for person in self._reached(p, people)}
        return given - {person for p in self._taken for person in self._reached(p, given)} if given else given

    def _reached(self, version: Publication, people: Collection[str]) -> set[str]:
        key_of = keys_of_deliveries(version.item, version.version, version.channel, self._outlet, version.purpose)
        keys = {key_of(person): person for person in people}
        d = tables.delivery.c
        asked = sa.select(d.key).where(
            d.key.in_(list(keys)), sa.or_(d.state.in_([state.value for state in REACHED]), d.doubtful)
        )
        return {keys[key] for key in self._connection.execute(asked).scalars()}
