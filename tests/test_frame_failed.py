"""Whoever makes a mistake in a template of the site is told where, and for which record; no traceback."""

from __future__ import annotations

import pickle

import pytest
from conftest import MakeWorld
from world import people, record

from generator.pages.frame_failed import FrameFailed

SUMMARY = "<%= record.summary %>"
PROFILE = "templates/site/frames/profile.html"


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("<%= record.sumary %>", "no attribute 'sumary'"),
        ("<% if record.summary 9 %><% endif %>", "got 'integer'"),
        ("<%= nobody %>", "'nobody' is undefined"),
    ],
    ids=["a field that there is not", "what is no statement", "a name that there is not"],
)
def test_a_mistake_is_told_with_its_place(make_world: MakeWorld, wrong: str, why: str) -> None:
    world = make_world(people(zhang_san=record()))
    template = world.root / PROFILE
    text = template.read_text("utf-8")
    number = next(n for n, line in enumerate(text.split("\n"), 1) if SUMMARY in line)
    template.write_text(text.replace(SUMMARY, wrong), encoding="utf-8")
    ran = world.run("build", "--cards", "none", "--press", "none")
    assert ran.code == 2
    first, line = ran.err.strip().split("\n")
    assert first.startswith(f"error: the template {PROFILE}:{number} cannot be filled in for ")
    assert "exemplars/people/zhang-san/record.md" in first
    assert why in first
    assert wrong in line
    assert not world.site.exists()


def test_a_mistake_in_a_page_of_no_record_names_none(make_world: MakeWorld) -> None:
    world = make_world(people(zhang_san=record()))
    template = world.root / "templates" / "site" / "frames" / "subscribe.html"
    text = template.read_text("utf-8")
    template.write_text(text.replace("{% endblock", "\n<%= nobody %>\n{% endblock", 1), encoding="utf-8")
    ran = world.run("build", "--cards", "none", "--press", "none")
    assert ran.code == 2
    assert "record.md" not in ran.err
    assert "'nobody' is undefined" in ran.err


def test_it_comes_whole_from_a_worker_process() -> None:
    failed = FrameFailed("templates/x.html:3", "<%= x %>", "undefined").of("exemplars/people/zhang-san/record.md")
    assert vars(pickle.loads(pickle.dumps(failed))) == vars(failed)
