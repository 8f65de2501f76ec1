"""RSS 2.0 and Atom through feedgen, whose known faults are worked round here and nowhere else.

feedgen 1.0.0: Atom links lose rel, type and length unless given as a whole; `updated` is set to now unless
given; entries are put in front unless told otherwise; an author without e-mail vanishes from RSS (so
dc:creator is used); type="CDATA" is not legal in Atom (so html).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from xml.sax.saxutils import quoteattr

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from generator.feed_plan import FeedPlan
from generator.feeds.entry import Entry, instant, tag_id
from generator.feeds.tombstones import Tombstones
from generator.records.settings import Office

EPOCH = "2026-01-01"
"""The date of a feed without entries: it must have one, and it may not change by itself."""


def xml_feed(plan: FeedPlan, entries: Sequence[Entry], office: Office, format_: str) -> bytes:
    """The bytes of a feed in `format_` ("rss" or "atom"), entries in the order given."""
    feed = FeedGenerator()
    address = f"{office.site_url}{plan.base}.{format_}"
    feed.id(tag_id(office.site_url, plan.base))
    feed.title(office.name if plan.group == "all" else f"{plan.label} · {office.name}")
    feed.description(office.about or f"{office.name}：{plan.label}")
    feed.subtitle(office.about or f"{office.name}：{plan.label}")
    feed.language("zh-CN")
    feed.generator("exemplar-kb", uri="")
    feed.author({"name": office.name})
    if format_ == "rss":
        feed.load_extension("dc")
        feed.dc.dc_creator(office.name)
    newest = max((entry.updated for entry in entries), default=instant(EPOCH))
    feed.updated(newest)
    feed.pubDate(newest)
    feed.lastBuildDate(newest)
    # The alternate comes last: feedgen takes the last link for RSS's own <link>.
    feed.link(href=address, rel="self", type=f"application/{format_}+xml")
    if office.hub:
        feed.link(href=office.hub, rel="hub")
    feed.link(href=office.site_url + plan.page, rel="alternate", type="text/html")
    if plan.deleted and format_ == "atom":
        feed.register_extension("tombstones", partial(Tombstones, plan.deleted, office), rss=False)
    for entry in entries:
        feed.add_entry(_feed_entry(entry, format_), order="append")
    data: bytes = feed.rss_str() if format_ == "rss" else feed.atom_str()
    if office.hub and format_ == "rss":  # feedgen writes it into Atom only
        link = f'<atom:link href={quoteattr(office.hub)} rel="hub"/>'
        data = data.replace(b"<docs>", link.encode() + b"<docs>", 1)
    style = f'<?xml-stylesheet type="text/css" href="{"../" * plan.base.count("/")}assets/feed.css"?>\n'
    declaration, rest = data.split(b"?>\n", 1)
    return declaration + b"?>\n" + style.encode() + rest + b"\n"


def _feed_entry(entry: Entry, format_: str) -> FeedEntry:
    made = FeedEntry()
    made.id(entry.id)
    made.guid(entry.id, permalink=False)
    made.title(entry.title)
    made.link(href=entry.link, rel="alternate", type="text/html")
    if format_ == "rss":
        made.description(entry.summary)
    else:
        made.summary(entry.summary)
    made.content(entry.content, type="html" if format_ == "atom" else None)
    made.updated(entry.updated)
    made.published(entry.updated)
    for tag in entry.tags:
        made.category(term=tag)
    return made
