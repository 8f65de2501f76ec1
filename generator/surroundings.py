"""Makes everything of a site that is not an exemplar's own: home, lists, feeds, data files, assets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.amendments import amendments
from generator.artifact import Artifact
from generator.edition import Edition
from generator.feed_plan import feed_plans
from generator.feeds.events import events_feed
from generator.feeds.feeds import feeds
from generator.options import Options
from generator.output import Output
from generator.pages.corrections_page import corrections_page
from generator.pages.data import data_files
from generator.pages.frame import Frames
from generator.pages.lists import Lists
from generator.pages.nominate_page import nominate_page
from generator.pages.notices_page import notices_page
from generator.pages.press_page import PressRoom, press_page
from generator.pages.record_schema import schema_file
from generator.pages.search_page import open_search, search_page
from generator.pages.standing import home, shell_files, subscribe
from generator.pages.withdrawn_page import withdrawn_pages
from generator.project import Project


def surroundings(
    project: Project,
    edition: Edition,
    options: Options,
    output: Output,
    basis: str,
    room: PressRoom,
    newsroom: Iterable[str],
) -> Iterator[None]:
    """Make what is not fresh; a step per file, so that other work can be looked after in between.

    `newsroom` names the files of a press kit that newsrooms' systems read, and that have to be canceled.
    """
    frames = Frames(project.shell, project.templates / "site" / "pieces", project.cache)
    lists = Lists(frames, edition, basis)
    plans = feed_plans(edition, options.today)
    lines = amendments(edition)
    pages: list[Artifact] = [
        home(frames, edition, lists, lines, basis),
        subscribe(frames, edition, plans, basis),
        corrections_page(frames, edition, lines, basis),
        press_page(frames, edition, room, basis),
        nominate_page(frames, edition, basis),
        *lists.artifacts(),
    ]
    listed = [page.path for page in pages] + ["about/index.html", "handbook/privacy/index.html"]
    yield from _made(pages, output)
    apart = [search_page(frames, edition, lists, basis), notices_page(frames, edition, basis)]
    yield from _made([*apart, open_search(edition.office, basis)], output)
    yield from _made(withdrawn_pages(frames, edition, basis), output)
    if edition.withdrawn:
        from generator.documents.canceled import canceled_items

        yield from _made(canceled_items(edition, newsroom, basis), output)
    yield from _made(shell_files(frames, project.shell, edition, basis), output)
    yield from _made(feeds(edition, plans, basis), output)
    yield from _made([events_feed(edition, options.today, basis)], output)
    yield from _made(data_files(edition, basis, listed), output)
    yield from _made([schema_file(edition.office, basis)], output)


def _made(artifacts: Iterable[Artifact], output: Output) -> Iterator[None]:
    for artifact in artifacts:
        if not output.fresh(artifact.path, artifact.key):
            output.put(artifact.path, artifact.key, artifact.make())
        yield
