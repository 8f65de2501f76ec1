"""Words the plan of a push: who takes what, where it stands, and in a dry run the exact bytes and what they cost."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from generator.delivery.message import Message
from generator.gate.conditions import CONDITIONS
from generator.language import _, ngettext
from generator.office.matrix_words import Labels
from generator.pushing.planning import Parcel, Plan
from generator.pushing.recipients import Unreachable, count_of
from generator.pushing.standing import Queued, Standing
from generator.pushing.state_words import states
from generator.records.outlets import Outlet
from generator.sms.counting import count_sms

_DIGITS = 12
"""So many digits of a file's digest are shown."""


def as_text(plan: Plan, standings: Sequence[Standing], labels: Labels, environment: Mapping[str, str]) -> Iterator[str]:
    """Lines: each exemplar with its messages, where they stand, and for each outlet how many recipients."""
    pairs = zip(plan.parcels, standings, strict=True)
    for item, group in groupby(pairs, lambda pair: pair[0].message.item):
        found = list(group)
        yield f"{found[0][0].name} ({item})"
        for parcel, standing in found:
            message = parcel.message
            state = _("approved by {who}").format(who=standing.approved_by) if standing.approved_by else _("draft")
            label = labels.channel(message.channel)
            yield f"  {message.version}  {label} {message.channel}  {_measured(message)}  {state}"
            for outlet in parcel.outlets:
                yield f"      → {outlet.name} ({outlet.id})  {_of_outlet(outlet, standing, environment)}"
        yield ""


def _of_outlet(outlet: Outlet, standing: Standing, environment: Mapping[str, str]) -> str:
    words, found = states(), standing.states.get(outlet.id, {})
    told = [f"{words[state]} {number}" for state, number in sorted(found.items())]
    if outlet.id in standing.earlier:
        told.append(_("has an earlier version, which “exemplar correct” replaces"))
    if told:
        return _(", ").join(told)
    try:
        return _recipients(count_of(outlet, environment))
    except Unreachable as error:
        return str(error)


def _recipients(number: int) -> str:
    return ngettext("{n} recipient", "{n} recipients", number).format(n=number)


def _measured(message: Message) -> str:
    if message.attachments:
        files = ngettext("{n} file", "{n} files", len(message.attachments)).format(n=len(message.attachments))
        return _("{n} characters and {files}").format(n=len(message.text), files=files)
    return _("{n} characters").format(n=len(message.text))


def left_out(plan: Plan) -> Iterator[str]:
    """Lines for what was asked for and is not offered, each with who can mend it."""
    titles = {condition.name: condition.title() for condition in CONDITIONS}
    for held in plan.withheld:
        if held.reason == "errors":
            why = _("its record has errors; “exemplar check” names them")
        elif held.reason == "media":
            why = _("the consent does not cover the media; the liaison asks the person")
        else:
            why = _("not public: {reason}; “exemplar gate {id}” says what is missing").format(
                reason=titles[held.reason], id=held.id
            )
        yield f"✗ {held.name} ({held.id})  {why}"
    for channel in plan.no_opt_out:
        yield _(
            "✗ {channel} goes out as promotion and has no words to opt out with; whoever keeps the templates writes "
            "opt_out in templates/channels/{channel}/channel.yml"
        ).format(channel=channel)


def dry_run(parcel: Parcel, labels: Labels, environment: Mapping[str, str]) -> Iterator[str]:
    """Lines: the exact text, its parts where it goes as text messages, what goes along, and what each outlet costs."""
    message = parcel.message
    where = f"{parcel.name} ({message.item}) · {labels.channel(message.channel)} {message.channel}"
    yield f"━━ {where} · {message.version}"
    yield _("title: {title}").format(title=message.title)
    yield message.text
    count = count_sms(message.text)
    if parcel.texting:
        for number, part in enumerate(count.parts, 1):
            told = _("part {number} of {all}, {n} characters: {text}")
            yield "  " + told.format(number=number, all=count.true_parts, n=len(part), text=part)
    if message.html:
        page = message.html.encode()
        told = _("the same as a page for e-mail, {n} bytes, SHA-256 {digest}…")
        yield "  + " + told.format(n=len(page), digest=_digest(page))
    for attached in message.attachments:
        told = _("{name}, {n} bytes, SHA-256 {digest}…")
        yield "  + " + told.format(name=attached.name, n=len(attached.data), digest=_digest(attached.data))
    for outlet in parcel.outlets:
        try:
            number = count_of(outlet, environment)
        except Unreachable as error:
            yield f"  → {outlet.name} ({outlet.id})  {error}"
            continue
        cost = _recipients(number)
        if parcel.texting:
            told = _("{who}, {each} billed for each, {all} in all")
            cost = told.format(who=cost, each=_parts(count.billed_parts), all=_parts(count.billed_parts * number))
        yield f"  → {outlet.name} ({outlet.id})  {cost}"
    yield ""


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:_DIGITS]


def _parts(number: int) -> str:
    return ngettext("{n} message", "{n} messages", number).format(n=number)


def queued_line(parcel: Parcel, done: Queued, labels: Labels) -> str:
    """What came of queueing one parcel for one outlet."""
    where = f"{parcel.name} · {labels.channel(parcel.message.channel)} → {done.outlet}"
    if done.why:
        return f"✗ {where}  {done.why}"
    told = [ngettext("{n} queued", "{n} queued", done.new).format(n=done.new)]
    if done.there:
        told.append(_("{n} there already").format(n=done.there))
    if done.earlier:
        told.append(_("{n} have an earlier version").format(n=done.earlier))
    if done.suppressed:
        told.append(_("{n} left out, who asked for nothing more or whose address is dead").format(n=done.suppressed))
    return f"✓ {where}  {_(', ').join(told)}"


def next_step(plan: Plan, standings: Sequence[Standing]) -> str:
    """What to do after a look at the plan."""
    pairs = zip(plan.parcels, standings, strict=True)
    drafts = [parcel.message.version for parcel, standing in pairs if not standing.approved_by]
    if drafts:
        said = _("next: read it with --dry-run, then  exemplar approve {key} --by NAME  (or --item ID for all of one)")
        return said.format(key=drafts[0])
    if plan.parcels:
        return _("next:  exemplar push --send  queues what is approved, and  exemplar push run  sends it")
    return ""
