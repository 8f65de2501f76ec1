"""docs/nginx.conf, run by a real nginx over the sample site: what it promises is what arrives."""

from __future__ import annotations

import base64
import gzip
import hashlib
import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from world import REPOSITORY, World

from generator.releases import lay

RECIPE = (REPOSITORY / "docs" / "nginx.conf").read_text("utf-8")
HUB = "https://hub.example.org/"
_INLINE = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)


def inline_hashes(site: Path) -> set[str]:
    """The hashes of all inline scripts, as Content-Security-Policy Level 3, 6.7.3.2 has them."""
    found: set[str] = set()
    for page in site.rglob("*.html"):
        for script in _INLINE.finditer(page.read_text("utf-8")):
            if "src=" not in script["attributes"] and "json" not in script["attributes"]:
                digest = hashlib.sha256(script["code"].encode()).digest()
                found.add(f"'sha256-{base64.b64encode(digest).decode()}'")
    return found


def test_the_recipe_names_exactly_the_inline_scripts_that_the_site_has(sample: World) -> None:
    assert set(re.findall(r"'sha256-[^']+'", RECIPE)) == inline_hashes(sample.site)


@pytest.fixture(scope="module")
def address(sample: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    assert Path(program).exists(), "no nginx on this machine; `make test` installs one"
    folder = tmp_path_factory.mktemp("nginx")
    lay(sample.site, folder / "served")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    recipe = re.sub(r"(?m)^ *listen \[::\]:80;\n", "", RECIPE).replace("listen 80;", f"listen 127.0.0.1:{port};")
    recipe = recipe.replace("root /srv/exemplars/current;", f"root {folder}/served/current;")
    recipe = recipe.replace('map "" $exemplar_hub {\n    default "";', f'map "" $exemplar_hub {{\n    default "{HUB}";')
    (folder / "recipe.conf").write_text(recipe, "utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    places = "\n".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; {user} pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ access_log off; {places}\ninclude {folder}/recipe.conf; }}\n",
        "utf-8",
    )
    server = subprocess.Popen([program, "-p", folder, "-c", folder / "nginx.conf"], stderr=subprocess.DEVNULL)
    try:
        for _try in range(100):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert server.poll() is None, (folder / "error.log").read_text("utf-8")
            time.sleep(0.05)
        yield "127.0.0.1", port
    finally:
        server.terminate()
        server.wait(20)


def got(address: tuple[str, int], path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(*address, timeout=20)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    reply = connection.getresponse()
    data = reply.read()
    connection.close()
    return reply.status, {name.lower(): value for name, value in reply.getheaders()}, data


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/feeds/all.atom", "application/atom+xml; charset=utf-8"),
        ("/feeds/all.rss", "application/rss+xml; charset=utf-8"),
        ("/feeds/all.json", "application/json; charset=utf-8"),
        ("/api/exemplars.csv", "text/csv; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/assets/search.js", "text/javascript; charset=utf-8"),
    ],
)
def test_every_kind_of_file_says_what_it_is(address: tuple[str, int], path: str, media_type: str) -> None:
    status, headers, _data = got(address, path)
    assert (status, headers["content-type"]) == (200, media_type)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-cache"


def test_no_file_of_the_site_is_of_an_unknown_kind(sample: World) -> None:
    types = RECIPE.partition("types {")[2].partition("}")[0]
    known = {ending for line in types.splitlines() for ending in line.strip().rstrip(";").split()[1:]}
    assert {path.suffix.lstrip(".") for path in sample.site.rglob("*") if path.is_file()} - known == set()


def test_feeds_name_their_hub_and_pages_do_not(address: tuple[str, int]) -> None:
    """W3C WebSub, 4: at least one hub, and exactly one self."""
    link = got(address, "/feeds/all.atom")[1]["link"]
    assert link == f'<http://127.0.0.1/feeds/all.atom>; rel="self", <{HUB}>; rel="hub"'
    assert "link" not in got(address, "/")[1]


def test_what_has_not_changed_is_not_sent_again(address: tuple[str, int]) -> None:
    _status, headers, data = got(address, "/feeds/all.atom")
    again = got(address, "/feeds/all.atom", If_None_Match=headers["etag"])
    assert (again[0], again[2]) == (304, b"")
    squeezed = got(address, "/feeds/all.atom", Accept_Encoding="gzip")
    assert squeezed[1]["content-encoding"] == "gzip"
    assert gzip.decompress(squeezed[2]) == data


def test_what_is_not_there_gets_the_sites_own_page(address: tuple[str, int], sample: World) -> None:
    status, _headers, data = got(address, "/exemplars/nobody/")
    assert status == 404
    assert data == (sample.site / "404.html").read_bytes()


@pytest.mark.browser
def test_pages_work_under_the_policy(address: tuple[str, int], chromium: Browser) -> None:
    """No page of any kind is stopped at anything; and what nobody allowed is stopped."""
    page = chromium.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    at = f"http://{address[0]}:{address[1]}"
    for path in ("/", "/exemplars/", "/search/?q=%E5%85%9A", "/subscribe/", "/exemplars/zhang-guimei/", "/nominate/"):
        page.goto(at + path, wait_until="networkidle")
    assert said == []
    page.evaluate("document.body.appendChild(document.createElement('script')).textContent = 'window.stranger = 1'")
    assert page.evaluate("window.stranger") is None
    page.close()
