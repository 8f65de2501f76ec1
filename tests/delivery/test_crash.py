"""Murder, small: `make crash` runs it whole."""

from __future__ import annotations

import sys

import pytest

from tests.delivery import crash

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 and fork are of other systems")


def test_no_message_is_lost_or_doubled_when_workers_are_killed(url: str) -> None:
    report = crash.run(url, messages=90, kills=8)
    assert (report.kills, report.lost, report.doubled, report.untold, report.flaws) == (8, 0, 0, 0, 0)


def test_nor_over_our_own_wires_to_real_servers(url: str) -> None:
    pytest.importorskip("generator.delivery.wires")
    report = crash.run(url, messages=80, kills=6, wires=True)
    assert (report.kills, report.lost, report.doubled, report.untold, report.flaws) == (6, 0, 0, 0, 0)
