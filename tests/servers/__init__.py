"""Real mail servers on loopback: a Postfix and a Dovecot of their own, in a folder of their own, on high ports.

Nothing of the machine's own mail is touched. ``mail`` (tests/conftest.py) is the :class:`Mail` of the whole run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.servers.mail import Account, Mail

__all__ = ["DEBIAN", "Account", "Mail", "available", "need_servers"]

PROGRAMS = (Path("/usr/sbin/postfix"), Path("/usr/sbin/dovecot"), Path("/usr/lib/dovecot/lmtp"))
DEBIAN = "postfix dovecot-imapd dovecot-lmtpd"
"""The packages that have them."""


def available() -> str | None:
    """Why the servers cannot be started here, or None."""
    missing = [str(program) for program in PROGRAMS if not shutil.which(program)]
    if missing:
        return f"there is no {', '.join(missing)} (Debian packages {DEBIAN})"
    if os.geteuid() != 0:
        return "Postfix starts for root only"
    version = subprocess.run(["/usr/sbin/dovecot", "--version"], capture_output=True, text=True, check=True).stdout
    return None if version.startswith("2.3.") else f"Dovecot 2.3 is needed, here is {version.strip()}"


def need_servers() -> None:
    """Skip without the servers, or fail where they must be there."""
    reason = available()
    if reason and os.environ.get("IKI_SERVER_SUREL") == "wajib":
        pytest.fail(f"mail servers are required here: {reason}")
    if reason:
        pytest.skip(f"without mail servers: {reason}")
