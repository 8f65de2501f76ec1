"""What an entry says, the same in every format."""

from __future__ import annotations

import datetime
from html import escape
from typing import NamedTuple
from urllib.parse import urlsplit

from generator.amendments import Amendment
from generator.card import Card
from generator.edition import Edition
from generator.withdrawn import Gone

CHINA = datetime.timezone(datetime.timedelta(hours=8))
"""Records are dated in Chinese time; feeds need an instant, so a day begins at its midnight there."""


class Entry(NamedTuple):
    """One entry of a feed. `content` is HTML, everything else plain text."""

    id: str
    link: str
    title: str
    summary: str
    content: str
    tags: tuple[str, ...]
    updated: datetime.datetime


def entry_of(told: Card | Gone | Amendment, edition: Edition) -> Entry:
    """The entry of an exemplar, of one that was taken down, or of something put right."""
    site = edition.office.site_url
    if isinstance(told, Amendment):
        link = f"{site}exemplars/{told.id}/" if told.id else f"{site}corrections/"
        return _notice(tag_id(site, told.key), link, told.title, told.sentences, told.day)
    if isinstance(told, Gone):
        link = f"{site}exemplars/{told.id}/"
        return _notice(tag_id(site, told.id), link, *told.said, told.updated)
    return _story(told, edition)


def _notice(id_: str, link: str, title: str, sentences: tuple[str, ...], day: str) -> Entry:
    content = "".join(f"<p>{escape(text)}</p>" for text in sentences)
    return Entry(id_, link, title, "".join(sentences) or title, content or f"<p>{escape(title)}</p>", (), instant(day))


def _story(card: Card, edition: Edition) -> Entry:
    link = f"{edition.office.site_url}exemplars/{card.id}/"
    honours = "；".join((f"{line.on[:4]}年，" if line.on else "") + line.title for line in card.honours)
    where = "，".join(part for part in (card.unit, card.post) if part)
    paragraphs = [card.summary, where, f"荣誉：{honours}" if honours else ""]
    content = "".join(f"<p>{escape(text)}</p>" for text in paragraphs if text)
    content += f'<p><a href="{escape(link)}">阅读全文</a></p>'
    tags = tuple(edition.label("field", field) for field in card.fields)
    return Entry(
        id=tag_id(edition.office.site_url, card.id),
        link=link,
        title=f"{card.name}：{card.honour}" if card.honour else card.name,
        summary=card.summary,
        content=content,
        tags=tags,
        updated=instant(card.updated),
    )


def tag_id(site_url: str, name: str) -> str:
    """A tag: URI (RFC 4151) that stays the same for ever, whatever the entry comes to say."""
    # The authority needs a date on which it was ours; a fixed one keeps ids from depending on anything else.
    return f"tag:{urlsplit(site_url).hostname},2026:{name}"


def instant(day: str) -> datetime.datetime:
    """The midnight, Chinese time, that begins an ISO day."""
    return datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time(), CHINA)
