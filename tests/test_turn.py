"""Two builds of one project do not clear away each other's files: they take turns."""

from __future__ import annotations

import signal
import subprocess
import sys

from conftest import MakeWorld
from world import World, people, record

from generator.turn import turn

BUILD = [sys.executable, "-u", "-m", "generator", "build", "--lang", "en", "--cards", "none", "--press", "none"]


def started(world: World) -> subprocess.Popen[str]:
    return subprocess.Popen(
        BUILD, cwd=world.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )


def test_a_second_build_waits_says_so_and_then_builds(make_world: MakeWorld) -> None:
    world = make_world(people(zhang_san=record()))
    with turn(world.project().turn, lambda: None):
        process = started(world)
        assert process.stderr
        assert process.stderr.readline().strip() == "another build of this project is under way; waiting for it"
        assert not (world.root / "build" / "site").exists()
    said, _rest = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert (world.root / "build" / "site" / "exemplars" / "zhang-san" / "index.html").is_file()


def test_two_builds_begun_at_once_both_end_well(make_world: MakeWorld) -> None:
    world = make_world(people(zhang_san=record(), li_si=record(name="李四")))
    both = [started(world), started(world)]
    for process in both:
        said, told = process.communicate(timeout=120)
        assert process.returncode == 0, said + told
    assert (world.root / "build" / "site" / "exemplars" / "li-si" / "index.html").is_file()


def test_who_dies_does_not_keep_its_turn(make_world: MakeWorld) -> None:
    world = make_world(people(zhang_san=record()))
    lock = world.project().turn
    holding = "import sys, pathlib, time; from generator.turn import turn\n"
    holding += "with turn(pathlib.Path(sys.argv[1]), lambda: None): print('held', flush=True); time.sleep(60)"
    command = [sys.executable, "-c", holding, str(lock)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        waited: list[bool] = []

        def kill() -> None:
            waited.append(True)
            process.send_signal(signal.SIGKILL)

        with turn(lock, kill):
            assert waited == [True]
