"""JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from generator.feed_plan import FeedPlan
from generator.feeds.entry import Entry
from generator.records.settings import Office


def json_feed(plan: FeedPlan, entries: Sequence[Entry], office: Office) -> bytes:
    """The bytes of a feed, entries in the order given."""
    said: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": office.name if plan.group == "all" else f"{plan.label} · {office.name}",
        "home_page_url": office.site_url + plan.page,
        "feed_url": f"{office.site_url}{plan.base}.json",
        "description": office.about or f"{office.name}：{plan.label}",
        "language": "zh-CN",
        "authors": [{"name": office.name}],
    }
    if office.hub:
        said["hubs"] = [{"type": "WebSub", "url": office.hub}]
    said["items"] = [
        {
            "id": entry.id,
            "url": entry.link,
            "title": entry.title,
            "summary": entry.summary,
            "content_html": entry.content,
            "date_published": entry.updated.isoformat(),
            "date_modified": entry.updated.isoformat(),
            "tags": list(entry.tags),
        }
        for entry in entries
    ]
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
