"""Letters go out once each: what a server takes, refuses, or leaves open."""

from __future__ import annotations

from pathlib import Path

from tests.aiosmtpd_server import serving
from tests.posting import inboxes, post, states, surel
from tests.smtp_server import SmtpServer, certificates

ALL_SENT = [("umum", "terkirim"), ("pelayanan", "terkirim"), ("ketertiban", "terkirim")]


def test_each_letter_arrives_once_and_the_second_run_sends_nothing(tmp_path: Path) -> None:
    with SmtpServer() as server:
        account = surel(server.port, certificates(tmp_path))
        first = post(tmp_path, account)
        second = post(tmp_path, account)
    assert states(first.rows) == ALL_SENT
    assert first.error is None
    assert second.rows == ()
    assert states(second.sudah) == ALL_SENT
    assert inboxes(server) == {"umum": 1, "pelayanan": 1, "ketertiban": 1}


def test_the_server_of_aiosmtpd_takes_the_same(tmp_path: Path) -> None:
    with serving() as server:
        sent = post(tmp_path, surel(server.port, certificates(tmp_path)))
    assert states(sent.rows) == ALL_SENT
    assert inboxes(server) == {"umum": 1, "pelayanan": 1, "ketertiban": 1}
