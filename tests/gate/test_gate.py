"""The gate lets through what may be public, and nothing else: held against what a build publishes."""

from __future__ import annotations

import datetime
import json
import re
from typing import NamedTuple

import pytest
from conftest import MakeWorld
from hypothesis import given
from hypothesis import strategies as st
from world import TODAY, contents, people, portrait, record

from generator.gate.conditions import CONDITIONS, barred, bars_of
from generator.gate.window import ALWAYS, NEVER, Window, known_by
from generator.records.calendar_settings import Calendar
from generator.records.gate_settings import GateSettings
from generator.records.partial_date import FullDate, PartialDate
from generator.records.reader import read_settings, record_of
from generator.settings import Settings

from .office import CALENDAR, GATE, PARTS, approval, exemplar

SCOPE = "{on: 2026-09-01, scope: "
CLEAR = "{by: 公安, result: clear, on: 2026-10-13}"
DISCIPLINE = "{by: 纪检监察, result: clear, on: 2026-10-12}"


class Held(NamedTuple):
    """A state, by which condition it is refused, and whether it is an organization."""

    text: str
    condition: str
    organization: bool = False


HELD: dict[str, Held] = {
    # The stage.
    "a lead": Held(exemplar(approval(), stage="lead"), "stage-named"),
    "in cultivation": Held(exemplar(approval(), stage="cultivating"), "stage-named"),
    "nominated": Held(exemplar(approval(), stage="nominated"), "stage-named"),
    "in public notice": Held(exemplar(approval(), stage="noticed"), "stage-named"),
    "suspended": Held(exemplar(approval(), stage="suspended"), "stage-named"),
    "revoked": Held(exemplar(approval(), stage="revoked"), "stage-named"),
    "withdrawn": Held(exemplar(approval(), stage="withdrawn"), "stage-named"),
    # The legal basis.
    "no approval at all": Held(exemplar("region: 湖北").replace("region: 湖北\n", "", 1), "legal-basis"),
    "consent that nobody recorded": Held(exemplar(approval(consent=None)), "legal-basis"),
    "consent without any scope": Held(exemplar(approval(consent="{on: 2026-09-01}")), "legal-basis"),
    "consent to the media alone": Held(exemplar(approval(consent=SCOPE + "[media, portrait]}")), "legal-basis"),
    "consent withdrawn": Held(exemplar(approval(consent=SCOPE + "[site], withdrawn: 2026-11-01}")), "legal-basis"),
    "consent withdrawn on the very day": Held(
        exemplar(approval(consent=SCOPE + "[site], withdrawn: 2026-11-20}")), "legal-basis"
    ),
    "refused, though public elsewhere": Held(
        exemplar("approval: {basis: public, consent: {on: 2026-01, scope: [site], withdrawn: 2026-02}}"), "legal-basis"
    ),
    "refused, though a statutory duty": Held(
        exemplar(approval("statutory", consent="{on: 2026-01, withdrawn: 2026-02}")), "legal-basis"
    ),
    # Under fourteen.
    "a child without a guardian's consent": Held(exemplar(approval(minor='"true"')), "guardian-consent"),
    "a child in the news": Held(exemplar("approval: {basis: news, minor: true}"), "guardian-consent"),
    "a child who is public already": Held(exemplar("approval: {basis: public, minor: true}"), "guardian-consent"),
    "a child who consented alone": Held(
        exemplar("approval: {basis: public, minor: true, consent: {on: 2026-01, scope: [site]}}"), "guardian-consent"
    ),
    # The source.
    "public where nobody can look": Held(
        exemplar("approval: {basis: public}", source="title: 虚构报道"), "source-findable"
    ),
    "public in an unnamed report": Held(
        exemplar("approval: {basis: public}", source="publisher: 虚构日报"), "source-findable"
    ),
    # The checks.
    "nobody was asked": Held(exemplar(approval(checks=None)), "checks-clear"),
    "one of two was asked": Held(exemplar(approval(checks=f"[{CLEAR}]")), "checks-clear"),
    "one answer is pending": Held(
        exemplar(approval(checks=f"[{CLEAR}, {{by: 纪检监察, result: pending}}]")), "checks-clear"
    ),
    "one objects": Held(
        exemplar(approval(checks=f"[{CLEAR}, {{by: 纪检监察, result: objection, on: 2026-10-12}}]")), "checks-clear"
    ),
    "an answer has expired": Held(
        exemplar(approval(checks=f"[{DISCIPLINE}, {{by: 公安, result: clear, on: 2026-05-01, until: 2026-11-21}}]")),
        "checks-clear",
    ),
    "an answer of more than twelve months ago": Held(
        exemplar(approval(checks=f"[{DISCIPLINE}, {{by: 公安, result: clear, on: 2025-11-21}}]")), "checks-clear"
    ),
    "an answer that nobody can date": Held(
        exemplar(approval(checks=f"[{DISCIPLINE}, {{by: 公安, result: clear}}]")), "checks-clear"
    ),
    "clear, and then an objection": Held(
        exemplar(approval(checks=f"[{DISCIPLINE}, {CLEAR}, {{by: 公安, result: objection, on: 2026-11-01}}]")),
        "checks-clear",
    ),
    "an objection of a body that need not be asked": Held(
        exemplar(approval(checks=PARTS["checks"][:-1] + ", {by: 信访, result: objection}]")), "checks-clear"
    ),
    "pending, for news": Held(
        exemplar("approval: {basis: news, checks: [{by: 公安, result: pending}]}"), "checks-clear"
    ),
    "a company whose taxes nobody asked after": Held(
        exemplar(approval("statutory", checks=None), fields="health"), "checks-clear", organization=True
    ),
    # The appraisal.
    "not appraised": Held(exemplar(approval(appraisal=None)), "appraisal-meets"),
    "below the threshold": Held(exemplar(approval(appraisal="{result: fails, on: 2026-10-14}")), "appraisal-meets"),
    # The public notice.
    "no public notice": Held(exemplar(approval(notice=None)), "notice-over"),
    "four working days": Held(
        exemplar(approval(notice="{from: 2026-10-20, to: 2026-10-23, objections: none}")), "notice-over"
    ),
    "five days with a weekend": Held(
        exemplar(approval(notice="{from: 2026-10-22, to: 2026-10-26, objections: none}")), "notice-over"
    ),
    "eleven days around National Day": Held(  # 29 and 30 September, 8 and 9 October are worked: four days
        exemplar(approval(notice="{from: 2026-09-29, to: 2026-10-09, objections: none}")), "notice-over"
    ),
    "six days where seven are asked": Held(
        exemplar(approval(notice="{from: 2026-10-19, to: 2026-10-24, objections: none}"), fields="education"),
        "notice-over",
    ),
    "its last day is today": Held(
        exemplar(approval(notice="{from: 2026-11-16, to: 2026-11-22, objections: none}")), "notice-over"
    ),
    "a notice still posted, for news": Held(
        exemplar("approval: {basis: news, notice: {from: 2026-11-20, to: 2026-11-26, objections: none}}"),
        "notice-over",
    ),
    # Objections.
    "an open objection": Held(
        exemplar(approval(notice="{from: 2026-10-19, to: 2026-10-23, objections: open}")), "objections-settled"
    ),
    "nobody wrote what came of it": Held(
        exemplar(approval(notice="{from: 2026-10-19, to: 2026-10-23}")), "objections-settled"
    ),
    "an open objection, though public elsewhere": Held(
        exemplar("approval: {basis: public, notice: {from: 2026-10-19, to: 2026-10-23, objections: open}}"),
        "objections-settled",
    ),
    # The decision.
    "no decision": Held(exemplar(approval(decision=None)), "decision-made"),
    "a decision without a number": Held(exemplar(approval(decision="{by: 虚构县委, on: 2026-11-02}")), "decision-made"),
    "a decision of next month": Held(
        exemplar(approval(decision="{number: 虚构〔2026〕1号, on: 2026-12-01}")), "decision-made"
    ),
    # The review.
    "a review overdue": Held(
        exemplar(approval(), more="reviews: [{on: 2025-11-01, by: 虚构镇, result: keep}]\n"), "review-kept"
    ),
    "a decision of long ago and never a review": Held(
        exemplar(approval(decision="{number: 虚构〔2024〕1号, on: 2024-11-02}")), "review-kept"
    ),
    "a half-yearly review overdue": Held(
        exemplar(approval(appraisal=None), level="national", more="reviews: [{on: 2026-05-01, result: keep}]\n"),
        "review-kept",
    ),
    # The dates of publication.
    "under embargo": Held(exemplar(approval(), more="publish: {from: 2026-11-23}\n"), "embargo-over"),
    "past its last day": Held(exemplar(approval(), more="publish: {until: 2026-11-21}\n"), "last-day"),
}

PUBLIC: dict[str, tuple[str, bool]] = {
    "all steps done": (exemplar(approval()), False),
    "by statutory duty": (exemplar(approval("statutory", consent=None)), False),
    "news, which asks for no steps": (exemplar("approval: {basis: news}"), False),
    "public, with an address": (exemplar("approval: {basis: public}", source='url: "https://example.org/1"'), False),
    "public, with title and publisher": (exemplar("approval: {basis: public}"), False),
    "a child whose guardian consented": (
        exemplar(approval(minor='"true"', consent="{on: 2026-09-01, scope: [site], guardian: 2026-09-01}")),
        False,
    ),
    "no child": (exemplar(approval(minor='"false"')), False),
    "a term that ends today": (
        exemplar(approval(checks=f"[{DISCIPLINE}, {{by: 公安, result: clear, on: 2026-05-01, until: 2026-11-22}}]")),
        False,
    ),
    "an answer of twelve months ago to the day": (
        exemplar(approval(checks=f"[{DISCIPLINE}, {{by: 公安, result: clear, on: 2025-11-22}}]")),
        False,
    ),
    "pending first, then clear": (
        exemplar(approval(checks=f"[{DISCIPLINE}, {{by: 公安, result: pending, on: 2026-10-01}}, {CLEAR}]")),
        False,
    ),
    "a notice over the worked Saturday": (  # 8, 9, 10 (worked), 12 and 13 October: five
        exemplar(approval(notice="{from: 2026-10-08, to: 2026-10-13, objections: none}")),
        False,
    ),
    "objections that were settled": (
        exemplar(approval(notice="{from: 2026-10-19, to: 2026-10-23, objections: settled}")),
        False,
    ),
    "seven days of the calendar": (
        exemplar(approval(notice="{from: 2026-10-19, to: 2026-10-25, objections: none}"), fields="education"),
        False,
    ),
    "a county asks what a nation does not": (exemplar(approval(appraisal=None), level="national"), False),
    "a review in the days of grace": (  # due on 14 November, ten days of grace
        exemplar(approval(), more="reviews: [{on: 2025-11-14, by: 虚构镇, result: keep}]\n"),
        False,
    ),
    "an embargo that ended today": (exemplar(approval(), more="publish: {from: 2026-11-22}\n"), False),
    "the last day": (exemplar(approval(), more="publish: {until: 2026-11-22}\n"), False),
    "an organization of which no checks are asked": (exemplar(approval(checks=None)), True),
    "a company whose taxes are in order": (
        exemplar(approval(checks="[{by: 虚构县税务局, result: clear}]"), fields="health"),
        True,
    ),
}


TAKEN_DOWN = {
    "revoked",
    "withdrawn",
    "consent withdrawn",
    "consent withdrawn on the very day",
    "refused, though public elsewhere",
    "refused, though a statutory duty",
}


def files_of(states: dict[str, tuple[str, bool]]) -> tuple[dict[str, str], dict[str, str]]:
    """Records as files, and the state of each id."""
    ids = {f"m{number}": state for number, state in enumerate(states)}
    kinds = {True: "organizations", False: "people"}
    files = {}
    for id_, state in ids.items():
        text, organization = states[state]
        files[f"{kinds[organization]}/{id_}/record.md"] = text.replace("name: 张三", f"name: 暗语{id_}人", 1)
    return files, ids


def test_there_are_enough_states() -> None:
    assert len(HELD) >= 40
    assert len(PUBLIC) >= 15
    assert {held.condition for held in HELD.values()} == {condition.name for condition in CONDITIONS}


def test_every_illegal_state_is_refused_by_its_condition_and_absent_from_every_byte(make_world: MakeWorld) -> None:
    files, ids = files_of({name: (held.text, held.organization) for name, held in HELD.items()})
    world = make_world({"gate.yml": GATE, "calendar.yml": CALENDAR, **files, **people(zhang_san=record())})
    outcome = world.build(cards="all")
    assert outcome.edition is not None, outcome.problems
    refused = {ids[card.id]: held.reason for card, held in outcome.edition.held}
    # Who can have been public before leaves a notice without a name; the others leave nothing.
    taken_down = {ids[gone.id] for gone in outcome.edition.withdrawn}
    assert taken_down == TAKEN_DOWN
    assert refused == {name: held.condition for name, held in HELD.items() if name not in taken_down}
    assert set(outcome.edition.by_id) == {"zhang-san"}
    # Published texts name ids in addresses and names in texts; made-up names say so and are told apart.
    for path, data in contents(world.site).items():
        assert b"\xe6\x9a\x97\xe8\xaf\xad" not in data, path  # 暗语


def test_every_legal_state_is_published(make_world: MakeWorld) -> None:
    files, ids = files_of(PUBLIC)
    outcome = (world := make_world({"gate.yml": GATE, "calendar.yml": CALENDAR, **files})).build()
    assert outcome.edition is not None, outcome.problems
    assert {ids[card.id]: held.reason for card, held in outcome.edition.held} == {}
    for id_ in ids:
        assert (world.site / "exemplars" / id_ / "index.html").is_file()


@pytest.mark.parametrize("state", sorted(HELD))
def test_what_is_refused_is_told_with_who_mends_it(make_world: MakeWorld, state: str) -> None:
    held = HELD[state]
    kind = "organizations" if held.organization else "people"
    world = make_world({"gate.yml": GATE, "calendar.yml": CALENDAR, f"{kind}/m1/record.md": held.text})
    for lang in ("en", "zh"):
        ran = world.run("gate", "m1", "--today", TODAY.isoformat(), "--format", "json", lang=lang)
        assert ran.code == 1, ran
        (note,) = json.loads(ran.out)
        failing = [condition for condition in note["conditions"] if not condition["holds"]]
        assert failing[0]["condition"] == held.condition
        for condition in failing:
            assert condition["state"]
            assert condition["remedy"]
            assert not re.search(r"\{[a-z_]+\}", condition["state"] + condition["remedy"]), "a place was not filled"


def test_without_gate_yml_only_the_law_is_asked(make_world: MakeWorld) -> None:
    bare = exemplar(approval(checks=None, notice=None, appraisal=None, decision=None))
    outcome = make_world(people(zhang_san=bare)).build()
    assert outcome.edition is not None
    assert set(outcome.edition.by_id) == {"zhang-san"}


def test_what_an_office_asks_counts_at_the_next_build(make_world: MakeWorld) -> None:
    bare = exemplar(approval(decision=None))
    world = make_world(people(zhang_san=bare, li_si=record("李四")))
    assert "1 held back" not in world.run("build", "--today", "2026-11-22").out
    world.write({"gate.yml": "decision:\n  - {}\n"})
    assert "1 held back: 1 without the decision" in world.run("build", "--today", "2026-11-22").out
    world.write({"gate.yml": "decision: []\n"})
    assert "2 published;" in world.run("build", "--today", "2026-11-22").out


def test_a_holiday_counts_at_the_next_build(make_world: MakeWorld) -> None:
    world = make_world(
        {"gate.yml": "notice:\n  - {days: 5}\n", "calendar.yml": CALENDAR, **people(a=exemplar(approval()))}
    )
    assert world.build().edition is not None
    assert "1 published" in world.run("build", "--today", "2026-11-22").out
    world.edit("calendar.yml", "2026-10-07}\n", "2026-10-07}\n      - {name: 虚构节, from: 2026-10-20}\n")
    assert "1 before the public notice is over" in world.run("build", "--today", "2026-11-22").out


# --- A consent's scope


def test_a_portrait_outside_the_consent_is_in_no_output(make_world: MakeWorld) -> None:
    photo = "photo: {file: photo.jpg, alt: 暗语照片, credit: 暗语摄影}\n"
    allowed = exemplar(approval(), more=photo.replace("暗语", "虚构"))
    refused = exemplar(approval(consent=SCOPE + "[site, media]}"), name="李四", more=photo)
    files = people(yes=allowed, no=refused)
    issue = "number: 1\ndate: 2026-11-20\nexemplars: [no]\n"
    world = make_world(
        {**files, "people/yes/photo.jpg": portrait(), "people/no/photo.jpg": portrait(), "bulletins/2026-1.yml": issue},
        documents=True,
    )
    outcome = world.build(cards="all", press="none")
    assert [problem.rule for problem in outcome.problems] == ["consent-covers"]
    site = contents(world.site)
    assert "exemplars/yes/portrait.jpg" in site
    assert "exemplars/no/index.html" in site
    assert not [path for path in site if path.startswith("exemplars/no/") and path.endswith(".jpg")]
    assert "press/bulletins/2026-1.pdf" in site
    for path, data in site.items():
        assert "暗语".encode() not in data, path
    assert b"portrait.jpg" not in site["exemplars/no/index.html"]
    shown = json.loads(site["api/exemplars.json"])
    assert {line["id"] for line in shown["exemplars"]} == {"yes", "no"}


def test_without_the_media_there_is_a_page_and_no_copy(make_world: MakeWorld) -> None:
    issue = "number: 1\ndate: 2026-11-20\nexemplars: [no, yes]\n"
    world = make_world(
        {
            **people(yes=exemplar(approval()), no=exemplar(approval(consent=SCOPE + "[site]}"), name="李四")),
            "bulletins/2026-1.yml": issue,
        }
    )
    outcome = world.build()
    assert [problem.rule for problem in outcome.problems] == ["bulletin-public"]
    site = contents(world.site)
    assert json.loads(site["exemplars/no/index.json"])["copy"] == {}
    assert json.loads(site["exemplars/yes/index.json"])["copy"]
    assert [path for path in site if path.startswith("exemplars/yes/press/")]
    assert not [path for path in site if path.startswith("exemplars/no/press/")]
    assert not [path for path in site if path.startswith("press/bulletins/")]
    assert b"/no/" not in site["press/index.html"]


# --- Windows


DATES = st.dates(datetime.date(1990, 1, 1), datetime.date(2040, 12, 31)).map(datetime.date.isoformat)
WINDOWS = st.builds(Window, st.just("") | DATES, st.just("") | DATES) | st.just(NEVER)


@given(WINDOWS, WINDOWS, DATES)
def test_two_windows_meet_on_the_days_of_both(one: Window, other: Window, day: str) -> None:
    assert one.meet(other).holds(day) == (one.holds(day) and other.holds(day))
    assert ALWAYS.meet(one) == one


@pytest.mark.parametrize(
    ("date", "updated", "day"),
    [
        ("2026-11-02", "2026-11-20", "2026-11-02"),
        ("2026-10", "2026-11-20", "2026-10-31"),
        ("2025", "2026-11-20", "2025-12-31"),
        # The record tells of it on 20 November, so it had happened by then.
        ("2026-11", "2026-11-20", "2026-11-20"),
        ("2026", "2026-11-20", "2026-11-20"),
        ("2026-12", "2026-11-20", "2026-12-31"),
        ("2026-12-01", "2026-11-20", "2026-12-01"),
    ],
)
def test_what_is_dated_to_a_month_has_happened_when_it_is_over_or_told_of(date: str, updated: str, day: str) -> None:
    assert known_by(PartialDate(date), FullDate(updated)) == day


@st.composite
def approvals(draw: st.DrawFn) -> str:
    """Approvals of all sorts, sound or not."""
    one_of = st.sampled_from
    days = one_of(("2026-10-01", "2026-10-16", "2026-11-06", "2026-11", "2026"))
    full = one_of(("2026-10-16", "2026-10-23", "2026-11-06", "2026-12-04"))
    parts: dict[str, str | None] = {
        "consent": draw(
            st.none()
            | st.builds(
                lambda on, scope, gone: f"{{on: {on}, scope: [{scope}]{gone}}}",
                days,
                one_of(("site", "media", "site, media")),
                one_of(("", ", withdrawn: 2026-11-10", ", guardian: 2026-10-20")),
            )
        ),
        "minor": draw(one_of((None, '"true"', '"false"'))),
        "checks": draw(
            st.none()
            | st.builds(
                lambda on, result: f"[{{by: 公安, result: clear, on: {on}}}, {{by: 纪检监察, result: {result}}}]",
                days,
                one_of(("clear", "pending", "clear, on: 2026-10-02, until: 2026-11-15")),
            )
        ),
        "notice": draw(
            st.none()
            | st.builds(
                lambda end, came: f"{{from: 2026-10-12, to: {end}{came}}}",
                full,
                one_of(("", ", objections: none", ", objections: open")),
            )
        ),
        "decision": draw(st.none() | st.builds(lambda on: f"{{number: 虚构1号, on: {on}}}", days)),
    }
    return approval(draw(one_of(("consent", "statutory", "news", "public"))), **parts)


@given(approvals(), st.sampled_from(("named", "named", "named", "noticed")), st.sampled_from(("", GATE)), DATES)
def test_public_on_a_day_is_what_every_condition_lets_through_on_that_day(
    lines: str, stage: str, gate: str, day: str
) -> None:
    record_file = record_of(exemplar(lines, stage=stage), "m1", "person", "record.md")
    assert record_file.value is not None, record_file.faults
    case = settings_of(gate).rules.case("person", record_file.value)
    windows = {condition.name: condition.window(case) for condition in CONDITIONS}
    bar = barred(bars_of(case), day)
    assert (bar is None) == all(window.holds(day) for window in windows.values())
    if bar:
        assert bar.condition == next(name for name, window in windows.items() if not window.holds(day))
    for condition in CONDITIONS:
        window = windows[condition.name]
        told = condition.told(case, window, day)
        assert bool(told.remedy) == (not window.holds(day)), condition.name
        assert told.state or window == ALWAYS


def settings_of(gate: str) -> Settings:
    """Settings that hold nothing but a gate."""
    from generator.records import yaml_text
    from generator.records.settings import Office, Vocabulary

    words = GateSettings.model_validate(yaml_text.plain(gate) or {})
    days = Calendar.model_validate(yaml_text.plain(CALENDAR))
    office = Office.model_validate({"name": "虚构", "site_url": "https://example.org/", "sms_signature": "虚构"})
    return Settings(Vocabulary(), office, (), (), words, days)


def test_the_sample_gate_is_read_as_meant() -> None:
    from world import REPOSITORY

    root = REPOSITORY / "exemplars"
    gate = read_settings(root / "gate.yml", root, GateSettings, "gate.yml")
    assert gate.value is not None, gate.faults
    assert [demand.days for demand in gate.value.notice] == [7, 5]
    assert [demand.months for demand in gate.value.reviews] == [6, 6, 12]
    assert {basis for demand in gate.value.checks for basis in demand.bases} == {"consent", "statutory"}
