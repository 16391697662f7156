"""The SHA-256 of a file of any kind, read in pieces and never opened as what it claims to be."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path
from typing import NamedTuple

LARGEST = 256 * 2**20
"""Bytes of a file beyond which its SHA-256 is not computed."""

PIECE = 2**20
READ_ONLY = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""No link is followed, and nothing waits for whoever would write into a pipe."""


class Hashed(NamedTuple):
    """How many bytes were read, and their SHA-256 in hexadecimal digits."""

    size: int
    sha256: str


def hash_file(path: Path) -> Hashed:
    """Read a plain file to its end; OSError where it is none, is too large (EFBIG) or cannot be read."""
    with os.fdopen(os.open(path, READ_ONLY), "rb", buffering=0) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "no plain file")
        digest, size = hashlib.sha256(), 0
        while piece := file.read(PIECE):
            size += len(piece)
            if size > LARGEST:
                raise OSError(errno.EFBIG, "too large")
            digest.update(piece)
    return Hashed(size, digest.hexdigest())
