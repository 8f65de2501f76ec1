"""Every address in the site: what it names is there, and nothing is fetched from elsewhere."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from page_shape import Shape, aim, pages_of, referred
from world import SITE, World, contents


@pytest.fixture(scope="module")
def pages(sample: World) -> dict[str, Shape]:
    return pages_of(sample.site)


def test_every_internal_link_and_asset_of_every_page_is_there(sample: World, pages: dict[str, Shape]) -> None:
    files = set(contents(sample.site))
    ids = {
        path: {value for _tag, name, value in shape.attributes if name == "id"} | {""} for path, shape in pages.items()
    }
    dead = set()
    checked = 0
    for page, shape in pages.items():
        for tag, address in referred(shape):
            if address.startswith(SITE):
                address = "/" + address.removeprefix(SITE)
            if urlsplit(address).scheme:
                continue
            target, fragment = aim(page, address)
            checked += 1
            if target not in files or (fragment and target in ids and fragment not in ids[target]):
                dead.add((page, tag, address))
    assert dead == set()
    assert checked > 3000


def test_ids_on_a_page_are_unique(pages: dict[str, Shape]) -> None:
    for path, shape in pages.items():
        ids = [value for _tag, name, value in shape.attributes if name == "id"]
        assert sorted(ids) == sorted(set(ids)), path


def test_every_page_can_be_reached_from_home(sample: World, pages: dict[str, Shape]) -> None:
    seen, waiting = {"index.html"}, ["index.html"]
    while waiting:
        page = waiting.pop()
        for tag, address in referred(pages[page]):
            if tag == "a" and not urlsplit(address).scheme:
                target, _fragment = aim(page, address)
                if target in pages and target not in seen:
                    seen.add(target)
                    waiting.append(target)
    assert set(pages) - seen == {"404.html"}


def test_pages_work_from_any_folder_of_any_server(pages: dict[str, Shape]) -> None:
    """Links are relative; but for the page that is shown at any address whatever."""
    for page, shape in pages.items():
        if page != "404.html":
            assert [address for _tag, address in referred(shape) if address.startswith("/")] == [], page


def test_no_page_has_another_host_fetched(pages: dict[str, Shape]) -> None:
    """Only a link that a reader follows may lead elsewhere; canonical names this site itself."""
    for page, shape in pages.items():
        for tag, address in referred(shape):
            if urlsplit(address).scheme or address.startswith("//"):
                assert tag == "a" or address.startswith(SITE), (page, tag, address)
        for tag, name, value in shape.attributes:
            assert not (name == "style" and "url(" in value), (page, tag)
            assert not name.startswith("on"), (page, tag, name)
            assert not (tag == "meta" and name == "content" and value.startswith("http") and not value.startswith(SITE))


def test_no_stylesheet_or_script_names_another_host(sample: World) -> None:
    outside = re.compile(
        rb"""(?:url\(\s*["']?|@import\s*["']|\b(?:src|href)\s*=\s*["'])(?:[a-z]+:)?//""", re.IGNORECASE
    )
    looked = 0
    for path, data in contents(sample.site).items():
        if path.endswith((".css", ".js", ".svg", ".html")):
            looked += 1
            # A namespace is a name that looks like an address; nothing is fetched from it.
            data = re.sub(rb"@namespace[^;]*;", b"", data)
            found = [data[match.start() : match.start() + 80] for match in outside.finditer(data)]
            if path.endswith(".html"):
                found = [text for text in found if SITE.encode() not in text and b'href="http' not in text]
            assert found == [], path
    assert looked > 50


def test_absolute_addresses_in_data_and_feeds_name_files_of_this_site(sample: World) -> None:
    files = contents(sample.site)
    address = re.compile(re.escape(SITE.encode()) + rb"[!-~]*?(?=[\s\"'<>\\)\]&]|[^!-~]|\Z)")
    for path, data in files.items():
        if path.endswith((".json", ".csv", ".xml", ".rss", ".atom", ".txt", ".md", ".html")):
            for found in set(address.findall(data)):
                target, _fragment = aim("index.html", "/" + found.decode().removeprefix(SITE))
                assert target in files, (path, found)
