"""Makes the copy of every channel from one record, and fits it to the channel's limit.

A channel states what must be said and what may be (channel.yml); what does not fit goes as whole clauses, then as
whole optional parts of the template. No clause, name or number is ever cut. Hand-written copy in the record
(`copy: {sms: …}`) goes first, if the template asks for it. A template that fails costs its own output only.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import jinja2
from markupsafe import Markup

from generator.channels.broken import BrokenTemplate, broken_template
from generator.channels.channel import Channel, Form, OutputFile
from generator.channels.flaw import Flaw, Stray, TooLong
from generator.channels.measures import excess
from generator.channels.speech import Speech
from generator.channels.subject import Subject
from generator.channels.telling import NOTHING, Told
from generator.channels.within import Within
from generator.ready_copy import ReadyCopy
from generator.records.reader import RecordFile
from generator.records.settings import Office
from generator.sms.counting import count_sms

_TRIES = 6
"""So often what is told is made shorter because of what the template puts around it."""


class Composer:
    """Composes copy. Templates are compiled once; a composer serves all records."""

    def __init__(self, channels: Sequence[Channel], office: Office) -> None:
        self.channels = tuple(channels)
        self._office = office
        self._subject: Subject | None = None
        main = ((channel, channel.copy_output) for channel in channels)
        self._main = [(channel, output) for channel, output in main if output and output.is_text]
        self._templates: dict[tuple[str, str], jinja2.Template | BrokenTemplate] = {}
        self._forms: dict[tuple[str, str], Form] = {}
        # What the office and the address say may stand in copy too.
        self._granted = "\n".join(filter(None, [office.name, office.short_name, *office.contact.model_dump().values()]))
        for channel in channels:
            # Plain text is not HTML: nothing in it is escaped. HTML outputs escape by default.
            environment = jinja2.Environment(
                loader=jinja2.FileSystemLoader(channel.folder, encoding="utf-8"),
                autoescape=lambda name: ".html" in (name or ""),  # noqa: S701 (text is not HTML)
                undefined=jinja2.StrictUndefined,
                trim_blocks=True,
                lstrip_blocks=True,
            )
            environment.getattr = _attribute(environment.getattr)  # type: ignore[assignment, method-assign]
            for output in channel.settings.outputs:
                if output.is_text:
                    self._templates[channel.id, output.file] = _compiled(environment, channel, output)
                    self._forms[channel.id, output.file] = channel.form(output)

    def copies(self, file: RecordFile) -> tuple[list[ReadyCopy], list[Flaw]]:
        """The text copy of every channel, and what is wrong with any. A broken template gives no copy."""
        subject = self._subject_of(file)
        copies: list[ReadyCopy] = []
        flaws: list[Flaw] = []
        for channel, output in self._main:
            try:
                text, found = self._composed(channel, output, subject)
            except BrokenTemplate as broken:
                flaws.append(broken.flaw)
                continue
            flaws += found
            true = billed = 0
            if channel.settings.measure == "sms":
                count = count_sms(text)
                true, billed = count.true_parts, count.billed_parts
            copies.append(ReadyCopy(channel.id, channel.settings.label.zh, text, len(text), true, billed))
        return copies, flaws

    def made(self, channel: Channel, name: str, file: RecordFile) -> tuple[bytes, list[Flaw]]:
        """One file of the press kit, UTF-8, ending in one line end; and what is wrong with it."""
        text, flaws = self._composed(channel, channel.output(name), self._subject_of(file))
        return (text + "\n").encode(), flaws

    def output(self, channel: Channel, name: str, file: RecordFile) -> bytes:
        """The exact bytes of one file of the press kit. Raises BrokenTemplate."""
        return self.made(channel, name, file)[0]

    def _subject_of(self, file: RecordFile) -> Subject:
        """The record as a subject; the outputs of one record are made one after the other and share it."""
        if self._subject is None or self._subject.file is not file:
            self._subject = Subject(file, self._office)
        return self._subject

    def _composed(self, channel: Channel, output: OutputFile, subject: Subject) -> tuple[str, list[Flaw]]:
        """The text of an output, and what is wrong with it."""
        template, form = self._templates[channel.id, output.file], self._forms[channel.id, output.file]
        if isinstance(template, BrokenTemplate):
            raise template
        voice, copy_ = channel.settings.voice, subject.record.copy_
        written = copy_.get(output.key) or (copy_.get(channel.id) if output.file == channel.settings.copy_ else None)
        within = Within()
        speech = Speech(subject, form, voice, written)
        offered = subject.offered | {
            "written": (written or "").strip(), "voice": voice, "limit": form.limit, "within": within,
            "speech": speech,
            "other": lambda file: Markup(self._composed(channel, channel.output(file), subject)[0]),  # noqa: S704
        }  # fmt: skip
        parts = list(form.drop)

        def render(told: Told) -> str:
            within.over.clear()
            return template.render(offered, told=told, parts=parts).strip("\n")

        try:
            while True:
                text, told = _fitted(render, subject, form, speech, fixed=bool(written))
                over = excess(text, form) or speech.over
                if not over or not parts:
                    break
                parts.pop(0)
        except Exception as error:
            raise broken_template(channel, output, template, error, subject.file) from error
        label = channel.settings.label.zh
        key = channel.id if output.file == channel.settings.copy_ else output.key
        flaws: list[Flaw] = [TooLong(channel.id, label, n, part, key) for part, n in within.over]
        if over:
            flaws.append(TooLong(channel.id, label, over, "", key))
        granted = f"{self._granted}\n{subject.offered['link']}\n{speech.notes if speech.asked else ''}"
        flaws += [Stray(channel.id, label, figure) for figure in subject.strays(text, told, granted)]
        return text, flaws


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


def _attribute(usual: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
    """Looks for an attribute first as Python does, and only then as Jinja2 does, which costs several times as much."""

    def attribute(value: Any, name: str) -> Any:
        try:
            return getattr(value, name)
        except AttributeError:
            return usual(value, name)

    return attribute


def _compiled(
    environment: jinja2.Environment, channel: Channel, output: OutputFile
) -> jinja2.Template | BrokenTemplate:
    try:
        template = environment.get_template(output.template)
    except jinja2.TemplateError as error:
        return broken_template(channel, output, None, error, None)
    template.globals = dict(template.globals)  # a chain of mappings is slow to copy at every rendering
    return template
