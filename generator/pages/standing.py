"""Pages of which there is one: home, subscribe, the hand-written ones, 404, and the shell's own assets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from generator.amendments import Amendment
from generator.artifact import Artifact, key_of
from generator.edition import FACET_LABELS, Edition
from generator.feed_plan import FeedPlan
from generator.pages.frame import Frames
from generator.pages.head import head
from generator.pages.lists import Lists, columns_summary
from generator.pages.style_sheet import PARTS, SHEET, style_sheet
from generator.phrases import chinese_date

LATEST = 6
HOME_FACETS = ("field", "level", "year")
_UNUSED = ("sitemap.xml", "assets/javascripts/lunr/", "assets/javascripts/workers/", PARTS)
"""What MkDocs puts beside its pages and no page of ours asks for: its own sitemap, Material's search, and the parts of
our style sheet."""
_STAMPED_APART = (
    "exemplars/", "columns/", "subscribe/", "search/", "press/", "nominate/", "notices/", "corrections/",
)  # fmt: skip


class FeedGroup(NamedTuple):
    """The feeds of one kind, under their heading."""

    label: str
    feeds: list[FeedPlan]


def home(frames: Frames, edition: Edition, lists: Lists, amended: Sequence[Amendment], basis: str) -> Artifact:
    """The home page: counts, the latest, the facets, the columns, open notices, and how much was `amended`."""
    latest = edition.cards[:LATEST]
    columns = columns_summary(edition)
    counts = (f"{v.id}{len(v.cards)}" for facet in HOME_FACETS for v in edition.facets[facet])
    sizes = (str(column.bearers) for column in columns)
    kinds = (str(edition.kinds["person"]), str(edition.kinds["organization"]))
    noticed = Counter(notice.kind for notice in edition.noticed)
    until = chinese_date(edition.noticed[-1].end) if noticed else ""
    newest = chinese_date(amended[0].on) if amended else ""
    told = (str(sorted(noticed.items())), until, str(len(amended)), newest)
    key = key_of((basis, *(card.face for card in latest), *counts, *sizes, *kinds, *told))

    def make() -> bytes:
        return frames.stamp(
            "index.html",
            page=head(edition.office, "index.html", edition.office.name, home=True),
            persons=edition.kinds["person"],
            organizations=edition.kinds["organization"],
            total=len(edition.cards),
            fields=edition.facets["field"],
            latest=[card.brief for card in latest],
            facets=[facet for id_ in HOME_FACETS for facet in lists.side if facet.id == id_],
            columns=columns,
            noticed=noticed,
            noticed_persons=noticed["person"],
            noticed_organizations=noticed["organization"],
            until=until,
            amended=len(amended),
            newest=newest,
        )

    return Artifact("index.html", key, make)


def subscribe(frames: Frames, edition: Edition, feeds: list[FeedPlan], basis: str) -> Artifact:
    """The page that lists all feeds."""
    path = "subscribe/index.html"
    shown = [feed for feed in feeds if feed.listed]

    def make() -> bytes:
        listed: dict[str, list[FeedPlan]] = {}
        for feed in shown:
            listed.setdefault(feed.group, []).append(feed)
        labels = {"all": "全部", "columns": "专栏", "corrections": "更正与撤下"} | {
            facet: f"按{FACET_LABELS[facet]}" for facet in FACET_LABELS
        }
        groups = [FeedGroup(labels[group], plans) for group, plans in listed.items()]
        return frames.stamp(path, page=head(edition.office, path, "订阅"), groups=groups)

    return Artifact(path, key_of((basis, *(feed.base + feed.label for feed in shown))), make)


def shell_files(frames: Frames, folder: Path, edition: Edition, basis: str) -> Iterator[Artifact]:
    """The hand-written pages, stamped, and the theme's and our own assets as they are; of our style sheets one."""
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        if not file.is_file() or path.startswith(_UNUSED) or path.endswith(".map"):
            continue
        if path == SHEET:
            yield Artifact(path, basis, lambda: style_sheet(folder))
        elif not path.endswith(".html"):
            status = file.stat()
            yield Artifact(path, key_of((basis, str(status.st_size))), file.read_bytes)
        elif path != "index.html" and not path.startswith(_STAMPED_APART):
            yield Artifact(path, basis, lambda path=path: _written(frames, edition, path))  # type: ignore[misc]


def _written(frames: Frames, edition: Edition, path: str) -> bytes:
    titles = {"404.html": "没有这一页", "about/index.html": "关于本站", "handbook/privacy/index.html": "隐私手册"}
    page = head(edition.office, path, titles.get(path, edition.office.name), noindex=path == "404.html")
    if path != "404.html":
        return frames.stamp(path, page=page)
    # It is shown at any address, so its links start from the site's own root.
    root = urlsplit(edition.office.site_url).path
    page = page._replace(canonical="", feeds=())
    return frames.stamp(path, page=page).replace(b'="/', f'="{root}'.encode())
