"""Checks outlets.yml beyond its form: ids, levels and channels that there are, and no address in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.checks import id_unique, outlet_address, outlet_option, value_form, vocabulary_known
from generator.checks.finding import Context, Finding, Problem
from generator.checks.nearest import did_you_mean
from generator.checks.run import problem_of
from generator.language import _
from generator.records.outlets import Outlets
from generator.records.reader import Document
from generator.records.settings import Term, Vocabulary


def check_outlets(file: Document[Outlets], vocabulary: Vocabulary, channels: Iterable[str]) -> list[Problem]:
    """What is wrong in it; `channels` are the ids of those that there are."""
    if not file.value or not file.text:
        return []
    levels = Context(vocabulary).terms["levels"]
    found = (
        (id_unique, id_unique.twice(file, "outlets", file.value.outlets)),
        (outlet_address, outlet_address.findings(file)),
        (outlet_option, outlet_option.findings(file)),
        (vocabulary_known, _levels(file, file.value, levels)),
        (value_form, _channels(file, file.value, tuple(channels))),
    )
    problems = [problem_of(rule, file.path, finding) for rule, findings in found for finding in findings]
    return sorted(problems, key=lambda problem: (problem.line, problem.column))


def _levels(file: Document[Outlets], outlets: Outlets, levels: Mapping[str, Term]) -> Iterator[Finding]:
    for n, outlet in enumerate(outlets.outlets):
        if outlet.level and levels and outlet.level not in levels:
            yield vocabulary_known.unknown(outlet.level, "levels", levels.values(), file.at("outlets", n, "level"))


def _channels(file: Document[Outlets], outlets: Outlets, channels: tuple[str, ...]) -> Iterator[Finding]:
    for n, outlet in enumerate(outlets.outlets):
        for k, channel in enumerate(outlet.takes):
            if channel not in channels:
                message = _("there is no channel “{channel}”").format(channel=channel)
                yield Finding(file.at("outlets", n, "takes", k), message, did_you_mean(channel, channels))
