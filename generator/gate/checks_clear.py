"""The bodies that must be asked have answered “clear”, and their answers have not expired.

Whom to ask, gate.yml says by kind, level and field: 纪检监察 for persons, for enterprises also 市场监管 and 税务. An
answer that is recorded counts even where it was not asked for: while one is pending or an objection, nothing is
published. Of several answers of one body the last counts.

Fails:

    approval: {basis: statutory, checks: [{by: 纪检监察, result: pending}]}

Passes:

    approval: {basis: statutory, checks: [{by: 纪检监察, result: clear, on: 2026-10-12, until: 2027-10-12}]}
"""

from __future__ import annotations

from generator.gate.answers import answer_of, latest, term
from generator.gate.case import Case
from generator.gate.window import ALWAYS, NEVER, NOTHING, Told, Window
from generator.language import _
from generator.records.model import Clearance


def title() -> str:
    """What staff call it."""
    return _("checks")


def window(case: Case) -> Window:
    """The days on which all answers that are asked for hold; never while any is not clear."""
    approval, bodies = case.record.approval, case.asked.bodies
    checks = approval.checks if approval else ()
    if not checks:
        return NEVER if bodies else ALWAYS
    last = latest(checks)
    if any(check.result != "clear" for check in last):
        return NEVER
    found = ALWAYS
    for body, months in bodies:
        found = found.meet(term(answer_of(body, last), months, case.record.updated))
    return found


def told(case: Case, window: Window, day: str) -> Told:
    """Which bodies answered, and who has to be asked (again)."""
    approval = case.record.approval
    last = latest(approval.checks if approval else ())
    if not last and not case.asked.bodies:
        return NOTHING
    if window.holds(day):
        return Told(_("clear: {bodies}").format(bodies=_(", ").join(check.by for check in last)))
    objecting = [check.by for check in last if check.result == "objection"]
    pending = [check.by for check in last if check.result == "pending"]
    missing, expired, waiting, undated = _lacking(case, last, day)
    states = [
        words.format(bodies=_(", ").join(bodies))
        for words, bodies in (
            (_("objection by {bodies}"), objecting),
            (_("no answer yet from {bodies}"), pending),
            (_("not asked: {bodies}"), missing),
            (_("the answer without a date tells no term: {bodies}"), undated),
            (_("expired: {bodies}"), expired),
            (_("dated later: {bodies}"), waiting),
        )
        if bodies
    ]
    return Told(_("; ").join(states), _remedy(objecting, pending, [*missing, *expired, *undated], window))


def _lacking(case: Case, last: list[Clearance], day: str) -> tuple[list[str], list[str], list[str], list[str]]:
    """Of the bodies that are asked for: not asked, expired, answering later, of unknown term."""
    missing: list[str] = []
    expired: list[str] = []
    waiting: list[str] = []
    undated: list[str] = []
    for body, months in case.asked.bodies:
        answer = answer_of(body, last)
        held = term(answer, months, case.record.updated)
        if answer is None:
            missing.append(body)
        elif answer.result == "clear" and not held.possible:
            undated.append(body)
        elif held.closes and held.closes < day:
            expired.append(_("{body} (until {day})").format(body=body, day=held.closes))
        elif answer.result == "clear" and day < held.opens:
            waiting.append(_("{body} (on {day})").format(body=body, day=held.opens))
    return missing, expired, waiting, undated


def _remedy(objecting: list[str], pending: list[str], to_ask: list[str], window: Window) -> str:
    if objecting:
        return _(
            "the leader in charge settles the objection with {body}; without a new answer nothing is published"
        ).format(body=_(", ").join(objecting))
    if pending:
        return _("the liaison reminds {body}; the editor then writes result: clear with the day").format(
            body=_(", ").join(pending)
        )
    if to_ask:
        return _("the office writes to these bodies, and the editor enters each answer under checks with on and until")
    return _("nothing to do but wait until {day}").format(day=window.opens)
