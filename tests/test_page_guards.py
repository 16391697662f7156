"""Each guard of the page: what it refuses, and that it would be let in without it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from iki_excel.page import guards
from iki_excel.page.answers import Nothing
from iki_excel.page.asking import Asked, Route
from iki_excel.page.guards import GUARDS, HEADERS, Guard
from iki_excel.page.sessions import LINK_SECONDS, Sessions
from iki_excel.page.web import ROUTES
from tests.page_office import BASE, OURS, PORT, office_in, server_of, visitor


def taken(_: Asked) -> Nothing:
    """What an attacker would like to reach."""
    return Nothing()


WITH_TARGET = (*ROUTES, Route("GET", "/sasaran", taken), Route("POST", "/sasaran", taken))
LARGE = b"x" * (guards.MOST_BYTES + 1)
"""More than may be sent."""

ATTACKS = {
    "a name that leads here": (guards.other_host, "GET", "http://jahat.example", {}, b"", 403),
    "another port of this computer": (guards.other_origin, "POST", BASE, {"Origin": "http://127.0.0.1:8000"}, b"", 403),
    "a form of another site": (guards.other_origin, "POST", BASE, {"Origin": "https://jahat.example"}, b"", 403),
    "a form that does not say whose it is": (guards.other_origin, "POST", BASE, {}, b"", 403),
    "a form in a frame": (guards.other_origin, "POST", BASE, {"Origin": "null"}, b"", 403),
    "another site, as browsers say": (
        guards.other_site,
        "POST",
        BASE,
        OURS | {"Sec-Fetch-Site": "cross-site"},
        b"",
        403,
    ),
    "more than a month of forms": (guards.too_large, "POST", BASE, OURS, LARGE, 413),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_what_a_guard_refuses_gets_through_without_it(name: str, tmp_path: Path) -> None:
    guard, method, base, headers, body, status = ATTACKS[name]
    office_in(tmp_path)
    assert knocked(tmp_path, GUARDS, method, base, headers, body) == status
    assert knocked(tmp_path, without(guard), method, base, headers, body) == 204


def without(guard: Guard) -> tuple[Guard, ...]:
    return tuple(one for one in GUARDS if one is not guard)


def knocked(
    folder: Path, checked_by: tuple[Guard, ...], method: str, base: str, headers: Mapping[str, str], body: bytes
) -> int:
    """What is answered to somebody whose browser has the cookie, whatever name it knows us by."""
    server = server_of(folder)
    client = visitor(server, routes=WITH_TARGET, checked_by=checked_by, has_entered=False)
    cookie = server.sessions.enter(server.sessions.link(0.0).partition("k=")[2], 0.0)
    sent = {"Cookie": f"{server.sessions.cookie_name}={cookie}"} | headers
    client = client.application.test_client(use_cookies=False)
    answer = client.open("/sasaran", method=method, base_url=base, headers=sent, data=body)
    return int(answer.status_code)


def test_without_the_cookie_nothing_is_seen_and_without_that_guard_it_is(tmp_path: Path) -> None:
    server = server_of(office_in(tmp_path))
    refused = visitor(server, routes=WITH_TARGET, has_entered=False).get("/sasaran", base_url=BASE)
    assert refused.status_code == 403
    assert "Buka IKI dari ikonnya" in refused.text and "Kelurahan Contoh" not in refused.text
    let_in = visitor(server, routes=WITH_TARGET, checked_by=without(guards.no_session), has_entered=False)
    assert let_in.get("/sasaran", base_url=BASE).status_code == 204


def test_a_foreign_request_is_refused_in_plain_text(tmp_path: Path) -> None:
    refused = visitor(server_of(office_in(tmp_path))).post("/terima", base_url=BASE)
    assert (refused.mimetype, refused.text) == (
        "text/plain",
        "Permintaan ini tidak datang dari halaman IKI sendiri, jadi ditolak.\n",
    )


@pytest.mark.parametrize(
    "address", ["/b/..%2F..%2Fetc", "/b/2019-13", "/kerja/..", "/static/..%2Fweb.py", "/b/2019-03/x"]
)
def test_an_address_is_looked_up_and_never_a_path(address: str, tmp_path: Path) -> None:
    assert visitor(server_of(office_in(tmp_path))).get(address, base_url=BASE).status_code == 404


def test_every_answer_has_the_headers_and_only_pages_are_not_kept(tmp_path: Path) -> None:
    client = visitor(server_of(office_in(tmp_path)))
    for address in ("/selesai", "/tidak-ada", "/static/gaya.css"):
        with client.get(address, base_url=BASE) as answer:
            headers = answer.headers
        assert {name: headers[name] for name in HEADERS} == HEADERS
        assert (headers.get("Cache-Control") == "no-store") != address.startswith("/static/")


def test_more_parts_than_a_month_can_have_are_refused(tmp_path: Path) -> None:
    client = visitor(server_of(office_in(tmp_path)))
    parts, kind = {"bulan": ["2019-03"] * (guards.MOST_PARTS + 1)}, "multipart/form-data"
    assert client.post("/terima", base_url=BASE, headers=OURS, data=parts, content_type=kind).status_code == 413


def test_a_link_works_once_and_not_after_a_minute() -> None:
    sessions = Sessions(PORT)
    first, second = (sessions.link(100.0).partition("k=")[2] for _ in range(2))
    cookie = sessions.enter(first, 100.0 + LINK_SECONDS)
    assert cookie and sessions.knows(cookie)
    assert sessions.enter(first, 100.0) is None
    assert sessions.enter(second, 101.0 + LINK_SECONDS) is None
    assert sessions.enter("", 100.0) is None and not sessions.knows("")


def test_the_cookie_is_strict_and_named_after_the_port(tmp_path: Path) -> None:
    server = server_of(office_in(tmp_path))
    client = visitor(server, has_entered=False)
    answer = client.get(server.sessions.link(time.monotonic()).removeprefix(BASE), base_url=BASE)
    name, _, rest = answer.headers["Set-Cookie"].partition("=")
    assert (name, rest.partition("; ")[2]) == (f"iki_{PORT}", "HttpOnly; Path=/; SameSite=Strict")


def test_only_the_secret_of_the_profile_gets_a_second_link(tmp_path: Path) -> None:
    client = visitor(server_of(office_in(tmp_path)), has_entered=False)
    told = client.post("/buka", base_url=BASE, headers=OURS | {"X-IKI-Kunci": "kunci"})
    assert told.json["tautan"].startswith(f"{BASE}/masuk?k=")
    assert client.post("/buka", base_url=BASE, headers=OURS | {"X-IKI-Kunci": "lain"}).status_code == 403
    assert client.post("/buka", base_url=BASE, headers={"X-IKI-Kunci": "kunci"}).status_code == 403
