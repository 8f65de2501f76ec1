"""A WebSub hub with a publisher behind it and a subscriber before it (the Recommendation of 2018, clauses 6 and 7)."""

from __future__ import annotations

import re
import threading
from http.client import HTTPConnection
from urllib.parse import parse_qs, urlsplit

_ENTRY = re.compile(r"<id>urn:made-up:([0-9a-f]{32})</id>")


class Hub:
    """Told that a feed has changed it fetches the feed, and hands it to the subscriber unless that has it already."""

    def __init__(self, subscriber: str) -> None:
        self._subscriber = subscriber
        self._handed: dict[str, bytes] = {}
        self._turn = threading.Lock()

    def told(self, topic: str) -> None:
        """Look whether the topic has something new, and hand it on."""
        with self._turn:
            feed = _asked("GET", topic)
            if self._handed.get(topic) == feed:
                return
            links = f'<{topic}>; rel="self", <{self._subscriber}>; rel="hub"'
            _asked("POST", self._subscriber, feed, {"Content-Type": "application/atom+xml", "Link": links})
            self._handed[topic] = feed


def topic_of(form: bytes) -> str:
    """The one feed that a publisher's ping names."""
    said = parse_qs(form.decode(), strict_parsing=True)
    assert said["hub.mode"] == ["publish"]
    (topic,) = said["hub.url"]
    return topic


def feed_of(key: str) -> bytes:
    """What the publisher has at an address: a feed with the one entry that was pushed under this key."""
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:made-up:{key}</id></entry></feed>'
    return feed.encode()


def entries(feed: bytes) -> list[str]:
    """The keys of a feed's entries, as the subscriber reads them."""
    return _ENTRY.findall(feed.decode())


def _asked(method: str, address: str, body: bytes = b"", headers: dict[str, str] | None = None) -> bytes:
    at = urlsplit(address)
    connection = HTTPConnection(at.netloc, timeout=10)
    try:
        connection.request(method, at.path, body, headers or {})
        with connection.getresponse() as response:
            said = response.read()
            assert response.status == 200, address
            return said
    finally:
        connection.close()
