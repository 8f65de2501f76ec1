"""What every page says of itself in its head: title, description, addresses, feeds."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from generator.records.settings import Office


class FeedLink(NamedTuple):
    """A feed that a page announces; `path` is relative to the site."""

    path: str
    title: str
    type: str = "application/atom+xml"


class Head(NamedTuple):
    """The slots of a page's head. `up` leads from the page to the site's root: "../../"."""

    title: str
    description: str
    up: str
    canonical: str = ""
    og_type: str = "website"
    image: str = ""
    feeds: tuple[FeedLink, ...] = ()
    json: str = ""
    json_ld: Markup = Markup("")
    noindex: bool = False
    home: bool = False


def head(office: Office, path: str, title: str, description: str = "", **more: object) -> Head:
    """The head of the page at the site path `path` ("exemplars/by/level/county/index.html")."""
    up = "../" * path.count("/")
    address = office.site_url + path.removesuffix("index.html")
    feeds = (FeedLink("feeds/all.atom", office.name), *more.pop("feeds", ()))  # type: ignore[misc]
    text = description or office.about or office.name
    return Head(title, text, up, address, feeds=feeds, **more)  # type: ignore[arg-type]
