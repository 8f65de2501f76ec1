"""Builds the shell: MkDocs turns site/ and templates/site/ into frames and assets, when they have changed."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

from generator.fingerprint import folder_key, installed
from generator.output import write_whole
from generator.project import Project
from generator.records.settings import Office


class ShellFailed(Exception):
    """MkDocs could not build the frames; the text is what it said."""


def shell_key(project: Project, office: Office) -> str:
    """A name for everything the shell is made from."""
    sources = folder_key(project.root / "mkdocs.yml", project.root / "site", project.templates / "site")
    sources += hashlib.blake2b(office.model_dump_json().encode(), digest_size=12).hexdigest()
    return sources + installed()


def _configuration(project: Project, office: Office) -> Path:
    """mkdocs.yml with what office.yml says, so that header and footer are set once and not once a page."""
    said = {
        "INHERIT": str(project.root / "mkdocs.yml"),
        "site_name": office.name,
        "docs_dir": str(project.root / "site"),
        "theme": {"custom_dir": str(project.templates / "site")},
        "extra": {"office": office.model_dump(mode="json", exclude_none=True)},
    }
    path = project.shell.parent / "cache" / "mkdocs.yml"
    write_whole(path, json.dumps(said, ensure_ascii=False))  # JSON is YAML
    return path


class Shell:
    """A build of the shell, running beside the reading of the records."""

    def __init__(self, project: Project, office: Office) -> None:
        """Start MkDocs if the shell is not the one that the sources make."""
        self.key = shell_key(project, office)
        self._stamp = project.shell.parent / "cache" / "shell.key"
        self._process: subprocess.Popen[str] | None = None
        if self._standing() and project.shell.is_dir():
            return
        write_whole(self._stamp, "")  # what stands in build/shell is nobody's until MkDocs is done
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--clean"]
        command += ["--config-file", str(_configuration(project, office)), "--site-dir", str(project.shell)]
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
        self._process = subprocess.Popen(  # noqa: S603 (our own interpreter and arguments)
            command,
            cwd=project.root,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        )

    def wait(self) -> None:
        """Wait until the shell stands; raises `ShellFailed`."""
        if self._process is None:
            return
        said, _nothing = self._process.communicate()
        if self._process.returncode:
            raise ShellFailed(said[max(0, said.rfind('  File "')) :].strip())  # of a traceback, where it ended
        write_whole(self._stamp, self.key)

    def stop(self) -> None:
        """End MkDocs if the build fails before the shell is needed."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.communicate()

    def _standing(self) -> bool:
        try:
            return self._stamp.read_text(encoding="utf-8") == self.key
        except OSError:
            return False
