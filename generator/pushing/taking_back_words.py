"""Words what is taken back or put right: who has it, the notices as they will read, and what was done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.delivery.message import Message
from generator.delivery.taking_back import TakenBack
from generator.language import _, ngettext
from generator.office.matrix_words import labels_of
from generator.pushing.taking_back import Reach
from generator.settings import Settings


def shown(reach: Reach, notices: Mapping[str, Message], settings: Settings) -> Iterator[str]:
    """Lines: for each outlet how many have it or may have it, and the text of each notice."""
    labels = labels_of(settings)
    names = {outlet.id: outlet.name for outlet in settings.outlets.outlets}
    if not reach.reached:
        yield _("the ledger knows nobody who was given anything of “{id}”").format(id=reach.item)
    for outlet, channel, number in reach.reached:
        many = ngettext("{n} recipient has it or may have it", "{n} recipients have it or may have it", number)
        yield f"{labels.channel(channel)} → {names.get(outlet, outlet)} ({outlet})  {many.format(n=number)}"
    if reach.waiting:
        number = reach.waiting
        said = ngettext("{n} delivery waits and is cancelled", "{n} deliveries wait and are cancelled", number)
        yield said.format(n=number)
    for channel, message in notices.items():
        yield ""
        yield f"━━ {labels.channel(channel)} · {message.title}"
        yield message.text
        yield from (f"  + {attached.name}" for attached in message.attachments if attached)
    if notices:
        yield ""


def done(taken: TakenBack) -> Iterator[str]:
    """Lines: what was cancelled and queued, and for whom there is no notice."""
    cancelled = ngettext("{n} delivery cancelled", "{n} deliveries cancelled", taken.cancelled)
    queued = ngettext("{n} notice queued", "{n} notices queued", taken.notices)
    told = _("{cancelled}, {queued}; next:  exemplar push run")
    yield told.format(cancelled=cancelled.format(n=taken.cancelled), queued=queued.format(n=taken.notices))
    for outlet, channel, number in taken.without:
        said = _("✗ {outlet} ({n}): no notice can be made for the channel {channel}; call them")
        yield said.format(outlet=outlet, n=number, channel=channel)
