"""Makes the copy of every channel from one record, and fits it to the channel's limit.

A channel states what must be said and what may be (channel.yml); what does not fit goes as whole clauses, then as
whole optional parts of the template. No clause, name or number is ever cut. Hand-written copy in the record
(`copy: {sms: …}`) goes first, if the template asks for it. A template that fails costs its own output only.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

import jinja2
from markupsafe import Markup

from generator.channels.broken import BrokenTemplate, broken_template
from generator.channels.channel import Channel, Form, OutputFile
from generator.channels.flaw import Flaw, Stray, TooLong
from generator.channels.measures import excess
from generator.channels.speech import Speech
from generator.channels.subject import Subject
from generator.channels.telling import NOTHING, Told
from generator.channels.template import Template
from generator.channels.within import Within
from generator.ready_copy import ReadyCopy
from generator.records.reader import RecordFile
from generator.records.settings import Office
from generator.sms.counting import count_sms

_TRIES = 6
"""So often what is told is made shorter because of what the template puts around it."""


class _Order(NamedTuple):
    """What there is to make again and again: one output of one channel, with everything that no record changes.

    `written` are the names under which a record may hold hand-written copy for it, `key` the one that is told to
    people.
    """

    channel: Channel
    output: OutputFile
    form: Form
    written: tuple[str, ...]
    key: str


class _Made(NamedTuple):
    """The text of an output, with what it tells and by how much it is over its limits."""

    order: _Order
    text: str
    told: Told
    speech: Speech
    flaws: list[Flaw]

    def bare(self, subject: Subject) -> str:
        """The text in one row, without the story where it stands whole, and without its own length in time."""
        text = self.text.replace("\n", "")
        if self.speech.asked:
            for note in self.speech.times:
                text = text.replace(note, "")
            return text
        return subject.stated.untold(text, self.told)


class Composer:
    """Composes copy. A template is compiled once; a composer serves all records."""

    def __init__(self, channels: Sequence[Channel], office: Office) -> None:
        self.channels = tuple(channels)
        self._office = office
        self._subject: Subject | None = None
        self._templates: dict[tuple[str, str], Template | BrokenTemplate] = {}
        self._orders = {
            (channel.id, output.file): _order(channel, output)
            for channel in channels
            for output in channel.settings.outputs
            if output.is_text
        }
        main = ((channel.id, channel.settings.copy_ or "") for channel in channels)
        self._main = [self._orders[name] for name in main if name in self._orders]
        # What the office and the address say may stand in copy too.
        self._granted = "\n".join(filter(None, [office.name, office.short_name, *office.contact.model_dump().values()]))

    def copies(self, file: RecordFile) -> tuple[list[ReadyCopy], list[Flaw]]:
        """The text copy of every channel, and what is wrong with any. A broken template gives no copy."""
        subject = self._subject_of(file)
        made: list[_Made | Flaw] = []
        for order in self._main:
            try:
                made.append(self._composed(order, subject))
            except BrokenTemplate as broken:
                made.append(broken.flaw)
        texts = [one.bare(subject) for one in made if isinstance(one, _Made)]
        # One look at all of them, and at each by itself only if there is something to find.
        sound = subject.stated.states("\n".join(texts), self._granted)
        copies: list[ReadyCopy] = []
        flaws: list[Flaw] = []
        for one in made:
            if not isinstance(one, _Made):
                flaws.append(one)
                continue
            flaws += one.flaws if sound else self._flaws(one, subject)
            channel, text, true, billed = one.order.channel, one.text, 0, 0
            if channel.settings.measure == "sms":
                count = count_sms(text)
                true, billed = count.true_parts, count.billed_parts
            copies.append(ReadyCopy(channel.id, channel.settings.label.zh, text, len(text), true, billed))
        return copies, flaws

    def made(self, channel: Channel, name: str, file: RecordFile) -> tuple[bytes, list[Flaw]]:
        """One file of the press kit, UTF-8, ending in one line end; and what is wrong with it."""
        subject = self._subject_of(file)
        made = self._composed(self._orders[channel.id, name], subject)
        return (made.text + "\n").encode(), self._flaws(made, subject)

    def output(self, channel: Channel, name: str, file: RecordFile) -> bytes:
        """The exact bytes of one file of the press kit. Raises BrokenTemplate."""
        return self.made(channel, name, file)[0]

    def _subject_of(self, file: RecordFile) -> Subject:
        """The record as a subject; the outputs of one record are made one after the other and share it."""
        if self._subject is None or self._subject.file is not file:
            self._subject = Subject(file, self._office)
        return self._subject

    def _template(self, channel: Channel, output: OutputFile) -> Template:
        """The template of an output, compiled when it is first asked for. Raises BrokenTemplate."""
        name = channel.id, output.template
        if name not in self._templates:
            try:
                self._templates[name] = Template(channel.folder, output.template)
            except jinja2.TemplateError as error:
                self._templates[name] = broken_template(channel, output, error, None)
        template = self._templates[name]
        if isinstance(template, BrokenTemplate):
            raise template
        return template

    def _composed(self, order: _Order, subject: Subject) -> _Made:
        """The text of an output, and by how much it is over its limits."""
        channel, output, form, _names, key = order
        template = self._template(channel, output)
        voice, copy_ = channel.settings.voice, subject.record.copy_
        written = next((copy_[name] for name in order.written if copy_.get(name)), None) if copy_ else None
        within = Within()
        speech = Speech(subject, form, voice, written)
        parts = list(form.drop)
        names = {
            "written": (written or "").strip(), "voice": voice, "limit": form.limit, "within": within,
            "speech": speech, "parts": parts, "told": NOTHING,
            "other": lambda file: Markup(self._composed(self._orders[channel.id, file], subject).text),  # noqa: S704
        }  # fmt: skip

        def render(told: Told) -> str:
            within.over.clear()
            names["told"] = told
            return template.fill(subject.offered, names)

        try:
            while True:
                text, told = _fitted(render, subject, form, speech, fixed=bool(written))
                over = excess(text, form) or speech.over
                if not over or not parts:
                    break
                parts.pop(0)
        except Exception as error:
            raise broken_template(channel, output, error, subject.file) from error
        label = channel.settings.label.zh
        flaws: list[Flaw] = [TooLong(channel.id, label, n, part, key) for part, n in within.over]
        if over:
            flaws.append(TooLong(channel.id, label, over, "", key))
        return _Made(order, text, told, speech, flaws)

    def _flaws(self, made: _Made, subject: Subject) -> list[Flaw]:
        """What is wrong with an output, its figures looked at too."""
        channel, speech = made.order.channel, made.speech
        granted = f"{self._granted}\n{subject.stated.link}\n{speech.notes if speech.asked else ''}"
        strays = subject.stated.strays(made.text, made.told, granted, ear=speech.asked)
        return made.flaws + [Stray(channel.id, channel.settings.label.zh, figure) for figure in strays]


def _order(channel: Channel, output: OutputFile) -> _Order:
    main = output.file == channel.settings.copy_
    written = (output.key, channel.id) if main else (output.key,)
    return _Order(channel, output, channel.form(output), written, channel.id if main else output.key)


def _fitted(
    render: Callable[[Told], str], subject: Subject, form: Form, speech: Speech, *, fixed: bool
) -> tuple[str, Told]:
    """The text with as much told as fits."""
    if form.measure == "seconds":
        told = speech.told
        return render(told), told
    if fixed or not (form.must or form.tell):
        return render(NOTHING), NOTHING
    if not form.limit or subject.length <= form.limit or not form.tell:
        told = subject.told(form, math.inf)
        text = render(told)
        if not excess(text, form):
            return text, told
    room = (form.limit or 0) - len(render(NOTHING))
    for _number in range(_TRIES):
        told = subject.told(form, max(0, room))
        text = render(told)
        over = excess(text, form)
        if not over or told.over or room <= 0:
            break
        room = min(room, told.cost) - over
    return text, told
