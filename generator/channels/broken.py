"""Finds the place of a mistake in a channel's template."""

from __future__ import annotations

import traceback

import jinja2

from generator.channels.channel import Channel, OutputFile
from generator.channels.flaw import Broken
from generator.records.reader import RecordFile


class BrokenTemplate(Exception):
    """A template that cannot be compiled, or not be filled in for a record; `flaw` says where and why."""

    def __init__(self, flaw: Broken) -> None:
        super().__init__(f"{flaw.template}:{flaw.line}: {flaw.message}")
        self.flaw = flaw


def broken_template(channel: Channel, output: OutputFile, error: Exception, file: RecordFile | None) -> BrokenTemplate:
    """What went wrong with a template, at the line of it that failed; `file` is the record, if one was being told."""
    folder = channel.folder
    shown = f"{folder.relative_to(folder.parent.parent.parent).as_posix()}/{output.template}"
    if isinstance(error, jinja2.TemplateSyntaxError):
        if error.name and error.name != output.template:  # a template that this one extends or includes
            shown = f"{shown.rpartition('/')[0]}/{error.name}"
        return BrokenTemplate(Broken(channel.id, channel.settings.label.zh, shown, error.lineno, str(error.message)))
    line = 1
    for frame in traceback.extract_tb(error.__traceback__):
        # Jinja2 rewrites tracebacks: a frame of a template names its file and its own line.
        if frame.filename.endswith(".j2") and frame.lineno:
            line = frame.lineno
            shown = f"{shown.rpartition('/')[0]}/{frame.filename.replace(chr(92), '/').rpartition('/')[2]}"
    message = str(error) or type(error).__name__
    record = f"{file.path}" if file else ""
    return BrokenTemplate(Broken(channel.id, channel.settings.label.zh, shown, line, message, record))
