"""Keep an interview on disk: the answers file, and beside it what may be lost.

The folder ``.NAME.reportbot`` holds the lock, what was passed over, the history of answers
and the line being typed. Deleting it loses no accepted answer.
"""

import contextlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from reportbot.answers.reading import MAX_BYTES
from reportbot.errors import OutputError, Place
from reportbot.files import decode, read_bytes, state_folder, write_atomically
from reportbot.interview.history import Change, History
from reportbot.interview.session import Memory


class Store:
    """The files of one interview. ``read_only`` when another window has them open."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.folder = state_folder(path)
        self.read_only = False
        self._lock: FileLock | None = None

    def open(self) -> None:
        """Take the lock; another window that has it makes this one read-only.

        Where the folder cannot be made (a read-only place) there is no lock to take.
        """
        with contextlib.suppress(OSError):
            self.folder.mkdir(exist_ok=True)
        if not self.folder.is_dir():
            return
        self._lock = FileLock(str(self.folder / "lock"))
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            self._lock = None
            self.read_only = True
        except OSError:
            self._lock = None

    def close(self) -> None:
        """Give the lock back."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def read(self) -> str:
        """Return the answers file's text, nothing when there is no file; raises InputError."""
        if not self.path.exists():
            return ""
        return decode(read_bytes(self.path, limit=MAX_BYTES), Place(str(self.path)))[0]

    def write(self, text: str) -> None:
        """Put the answers file in place, whole or not at all; raises OutputError."""
        write_atomically(self.path, text.encode())

    def stamp(self) -> tuple[int, int] | None:
        """Return what changes when somebody else writes the file."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size

    def load_memory(self) -> Memory:
        """Return what was passed over and asked for; nothing when that is lost."""
        data = self._load("memory.json")
        if not isinstance(data, dict):
            return Memory()
        return Memory(frozenset(data.get("passed", ())), frozenset(data.get("wanted", ())))

    def keep_memory(self, memory: Memory) -> None:
        """Keep what was passed over and asked for."""
        self._keep("memory.json", {"passed": sorted(memory.passed), "wanted": sorted(memory.wanted)})

    def load_history(self) -> History:
        """Return the history of answers; an empty one when it is lost or not ours."""
        data = self._load("history.json")
        try:
            return History(tuple(map(_change, data["done"])), tuple(map(_change, data["undone"])))
        except (KeyError, TypeError, ValueError):
            return History()

    def keep_history(self, history: History) -> None:
        """Keep the history of answers."""
        self._keep("history.json", asdict(history))

    def load_typing(self) -> tuple[str, str]:
        """Return the step and the line that was being typed there."""
        data = None if self.read_only else self._load("typing.json")
        if isinstance(data, dict) and isinstance(data.get("line"), str):
            return str(data.get("step", "")), data["line"]
        return "", ""

    def keep_typing(self, step: str, line: str) -> None:
        """Keep the line being typed."""
        self._keep("typing.json", {"step": step, "line": line})

    def _load(self, name: str) -> Any:
        try:
            return json.loads((self.folder / name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None

    def _keep(self, name: str, data: Any) -> None:
        """Write one of the files that may be lost; failing to is no failure of an answer."""
        if self.read_only:
            return
        with contextlib.suppress(OSError, OutputError):
            self.folder.mkdir(exist_ok=True)
            write_atomically(self.folder / name, json.dumps(data, ensure_ascii=False).encode())


def _change(data: Any) -> Change:
    hunks = tuple((int(start), tuple(old), tuple(new)) for start, old, new in data["hunks"])
    return Change(data["label"], data["step"], hunks)
