"""A text for the microphone and the screen: what is read in a given time, how long it takes, and its captions."""

from __future__ import annotations

from functools import cached_property

from generator.channels.captions import Caption, timed
from generator.channels.channel import Form, Voice
from generator.channels.pace import clock, seconds, units
from generator.channels.readings import with_readings
from generator.channels.series import series_of
from generator.channels.spoken import spoken
from generator.channels.subject import TOLERANCE, Subject, aloud
from generator.channels.telling import NOTHING, Told


class Speech:
    """What a template may ask of a text for the ear; nothing is computed that is not asked for."""

    def __init__(self, subject: Subject, form: Form, voice: Voice, written: str | None) -> None:
        self._subject, self._form, self._voice = subject, form, voice
        self._written = (written or "").strip()
        self.asked = False

    @cached_property
    def told(self) -> Told:
        """What is read, unless it was written by hand."""
        self.asked = True
        return NOTHING if self._written else self._subject.aloud(self._form, self._voice.speed)

    @cached_property
    def text(self) -> str:
        """What is read, as it is spoken: no brackets, no addresses, figures in words."""
        return spoken("".join(self._written.split())) if self._written else self.told.running

    @property
    def marked(self) -> str:
        """The same with pinyin behind rare characters and names that are easily misread."""
        return self.for_announcer(self.text)

    def for_announcer(self, text: str) -> str:
        """Any text of the record as an announcer wants it."""
        record = self._subject.record
        return with_readings(spoken(text), record.name, record.pinyin, self._voice.common)

    @cached_property
    def seconds(self) -> float:
        """How long it takes at the channel's speed."""
        return seconds(units(self.text), self._voice.speed)

    @property
    def clock(self) -> str:
        """The same in words: 三十八秒."""
        return clock(self.seconds)

    @property
    def short(self) -> str:
        """The time that was asked for, in words, if the record has not enough to fill it; otherwise ""."""
        asked = self._form.limit or 0
        return clock(asked) if self.seconds < asked * (1 - TOLERANCE) else ""

    @cached_property
    def captions(self) -> list[Caption]:
        """What stands on the screen while it is read."""
        if self._written:
            return timed([self._written], self._names, self._voice)
        order = ("who", "summary", "story", "quotation", "honours")
        said = self.told.written(aloud)
        told = [
            text for kinds in (order[:1], order[1:2], order[2:4], order[4:]) for kind, text in said if kind in kinds
        ]
        return timed(told, self._names, self._voice)

    @property
    def series(self) -> list[str]:
        """The story as a numbered series of whole text messages."""
        subject = self._subject
        limit = self._form.limit or 134
        return series_of(subject.pieces, subject.offered["link"], subject.office, self._voice, limit)

    @property
    def notes(self) -> str:
        """The figures that an output may state of itself: its length in time."""
        return "\n".join([*self.times, str(round(self.seconds))])

    @property
    def times(self) -> list[str]:
        """Its length in words, and the one that was asked for if it is shorter."""
        return [time for time in (self.clock, self.short) if time]

    @property
    def over(self) -> int:
        """By how many units of speech what is read is too long."""
        if self._form.measure != "seconds" or not self._form.limit:
            return 0
        if self._written:
            most = self._form.limit * self._voice.speed / 60 * (1 + TOLERANCE)
            return max(0, units(self.text) - int(most))
        return self.told.over

    @property
    def _names(self) -> list[str]:
        record = self._subject.record
        return [record.name, *(honour.title for honour in record.honours)]
