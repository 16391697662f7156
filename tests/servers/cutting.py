"""A line between a program and a server that breaks when so much has come through it."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def line_to(port: int, lasts: int | None) -> Iterator[int]:
    """The port of a line to a port of loopback; it breaks after ``lasts`` bytes of the server's, None: never."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=_serve, args=(listening, port, lasts), daemon=True).start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)  # else whoever waits for a caller keeps it open


def _serve(listening: socket.socket, port: int, lasts: int | None) -> None:
    with contextlib.suppress(OSError):
        while True:
            client, _ = listening.accept()
            threading.Thread(target=_connect, args=(client, port, lasts), daemon=True).start()


def _connect(client: socket.socket, port: int, lasts: int | None) -> None:
    with client, socket.create_connection(("127.0.0.1", port)) as server:
        threading.Thread(target=_pump, args=(client, server, None), daemon=True).start()
        _pump(server, client, lasts)


def _pump(source: socket.socket, target: socket.socket, lasts: int | None) -> None:
    """Everything in one direction, until its end."""
    passed = 0
    with contextlib.suppress(OSError):
        while data := source.recv(4096):
            passed += len(data)
            if lasts is not None and passed > lasts:
                break
            target.sendall(data)
    for end in (source, target):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
