"""Makes the corrections of an exemplar for the channels that it went out through."""

from __future__ import annotations

from generator.delivery.message import Message
from generator.press import Press
from generator.pushing.messages import news_of
from generator.pushing.notices import Given, correction_of
from generator.pushing.taking_back import Notice
from generator.records.reader import RecordFile
from generator.settings import Settings


def corrections(file: RecordFile, settings: Settings) -> Notice:
    """A maker of corrections; it raises LookupError if the record names none."""
    channels = {channel.id: channel for channel in settings.channels}
    press = Press(settings.channels, settings.office, settings.vocabulary.criteria)

    def made(given: Given) -> Message | None:
        channel = channels.get(given.channel)
        news = news_of(file, channel, press, settings.office).message if channel else None
        return correction_of(news, given, file, channel, settings.office) if channel and news else None

    return made
