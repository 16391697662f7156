"""Keyrings that stand in for that of a system."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import keyring
from keyring.backend import KeyringBackend


class Kept(KeyringBackend):
    """A keyring that is a dictionary."""

    priority = 1.0

    def __init__(self) -> None:
        self.all: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.all.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.all[service, username] = password


class Broken(KeyringBackend):
    """One whose bus is gone."""

    priority = 1.0

    def get_password(self, service: str, username: str) -> str | None:
        raise ConnectionError("/run/bus")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise ConnectionError(password)


@contextmanager
def used(backend: KeyringBackend) -> Iterator[None]:
    """The keyring of the system for as long as this lasts."""
    before = keyring.get_keyring()
    keyring.set_keyring(backend)
    try:
        yield
    finally:
        keyring.set_keyring(before)
