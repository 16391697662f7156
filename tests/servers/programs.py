"""Starting a server's program and waiting until it answers."""

from __future__ import annotations

import itertools
import os
import random
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

PATIENCE = 60.0
"""Seconds that a busy machine may take for anything."""


def free_ports(count: int) -> list[int]:
    """Ports of loopback that nobody listens at; none of those that systems give to whoever calls somebody, which would
    be taken while a server is stopped.
    """
    chance = random.SystemRandom()
    tried = (chance.randrange(20_000, 32_000) for _ in itertools.count())
    return [*itertools.islice(_unique(filter(_is_free, tried)), count)]


def _unique(ports: Iterator[int]) -> Iterator[int]:
    """Each once."""
    seen = set[int]()
    for port in ports:
        if port not in seen:
            seen.add(port)
            yield port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def wait_until(holds: Callable[[], bool], what: str, log: Callable[[], str] = str) -> None:
    """Look again and again until it holds; an error that says what did not, with the log, when it takes too long."""
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(f"{what} took more than {PATIENCE} s\n{log()[-4000:]}")
        time.sleep(0.02)


class Program:
    """A server in the foreground, with what it says in a file."""

    def __init__(self, command: Sequence[str], ports: Sequence[int], log: Path) -> None:
        self.command, self.ports, self.log = command, ports, log
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until all its ports answer."""
        with self.log.open("ab") as said:
            self._process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True
            )
        wait_until(self._answers, f"{self.command[0]}: start", self.said)

    def stop(self) -> None:
        """End it and all that it started."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
        self._process = None
        wait_until(lambda: not any(map(is_open, self.ports)), f"{self.command[0]}: stop", self.said)

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def said(self) -> str:
        """What it said so far."""
        return self.log.read_text("utf-8", "replace") if self.log.exists() else ""

    def _answers(self) -> bool:
        assert self._process is not None
        if self._process.poll() is not None:
            raise ChildProcessError(f"{self.command[0]} ended at once\n{self.said()[-4000:]}")
        return all(map(is_open, self.ports))


def is_open(port: int) -> bool:
    """Whether somebody listens at a port of loopback."""
    with socket.socket() as probe:
        probe.settimeout(5)
        return probe.connect_ex(("127.0.0.1", port)) == 0
