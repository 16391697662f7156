"""The door of flask: requests in, answers out, guards before and headers behind everything."""

from __future__ import annotations

import hmac
import io
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import field, replace
from typing import Any

import flask
from jinja2 import StrictUndefined
from werkzeug.exceptions import HTTPException

from iki_excel.page import (
    berkas,
    bulan,
    formulir,
    guards,
    hasil,
    kecualikan,
    kenapa,
    kerja,
    kirim,
    kotak_keluar,
    kotak_masuk,
    membuka,
    mulai,
    pengaturan,
    selesai,
    surel,
)
from iki_excel.page.answers import Answer, Data, Download, Nothing, NotThere, Page, See
from iki_excel.page.asking import FIRST_STEPS, Asked, Place, Route
from iki_excel.page.frames import Frame, frame_of
from iki_excel.page.guards import GUARDS, HEADERS, NO_SESSION, NO_STORE, STATIC, TOO_LARGE, Guard, Knock
from iki_excel.page.jobs import Jobs, Unforeseen, let_go
from iki_excel.page.life import Life
from iki_excel.page.memory import Memory
from iki_excel.page.readable import readable_in
from iki_excel.page.sessions import Sessions
from iki_excel.words import plain
from iki_excel.words.errors import CatalogError, IkiError, SettingsError
from iki_excel.words.folders import DETAILS
from iki_excel.words.frozen import frozen
from iki_excel.workbooks import saving

PAGES = (
    membuka,
    bulan,
    formulir,
    kecualikan,
    berkas,
    kotak_masuk,
    hasil,
    kenapa,
    kirim,
    kotak_keluar,
    kerja,
    mulai,
    surel,
    pengaturan,
    selesai,
)
"""Every page: what it answers stands in its own ROUTES."""

ROUTES: tuple[Route, ...] = tuple(route for page in PAGES for route in page.ROUTES)
"""Every address there is: a page adds its own ROUTES here."""

ALIVE = selesai.ALIVE

NOT_FOUND = "Halaman ini tidak ada. Mungkin alamatnya terpotong, atau yang dicari sudah dipindahkan."
LARGE = "Berkas terlalu besar. Paling banyak 25 MB sekali kirim; bagilah menjadi beberapa kali."
BROKEN = f"Ada yang tidak beres di program ini. Berkas Anda tidak berubah. Rinciannya disimpan di {DETAILS}."
MEND_SETTINGS = (
    "Buka berkas itu di folder {folder} dengan Notepad atau penyunting teks lain, betulkan yang disebut di atas, "
    "simpan, lalu tekan Coba lagi. Berkas lain tidak berubah."
)
BY_ITS_ICON = "Tautan ini sudah dipakai atau sudah lama. Buka IKI dari ikonnya, maka halaman ini terbuka lagi."
FOREIGN = "Permintaan ini tidak datang dari halaman IKI sendiri, jadi ditolak.\n"


@frozen
class Server:
    """What one run of the page consists of. ``secret``: what a second start shows to be let in."""

    place: Place
    sessions: Sessions
    secret: str = ""
    jobs: Jobs = field(default_factory=Jobs)
    memory: Memory = field(default_factory=Memory)
    life: Life = field(default_factory=lambda: Life(time.monotonic()))


def create(
    server: Server,
    *,
    routes: Sequence[Route] = ROUTES,
    checked_by: tuple[Guard, ...] = GUARDS,
    behind: Callable[[], None] = lambda: None,
) -> flask.Flask:
    """The application of one folder. ``checked_by``: its guards. ``behind``: done once, after the first page is out."""
    app = flask.Flask("iki_excel.page", static_folder="static", template_folder="templates")
    app.config.update(MAX_FORM_PARTS=guards.MOST_PARTS)
    app.url_map.merge_slashes = False  # an address has one spelling
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.finalize = readable_in(server.place.folder)
    app.before_request(lambda: _guarded(server, checked_by))
    app.after_request(_with_headers)
    _add_doors(app, server)
    for route in routes:
        _add(app, server, route)
    _add_errors(app, server)
    _once_behind(app, behind)
    return app


# --- before and behind ------------------------------------------------------------------------------------------------


def _guarded(server: Server, checked_by: tuple[Guard, ...]) -> Any:
    """The one place where all guards stand."""
    request = flask.request
    knock = Knock(
        request.method,
        request.path,
        request.host,
        request.headers.get("Origin", ""),
        request.headers.get("Sec-Fetch-Site", ""),
        request.headers.get("Sec-Fetch-Dest", ""),
        request.cookies.get(server.sessions.cookie_name, ""),
        request.content_length if request.content_length is not None or _has_body() else 0,
    )
    refused = guards.refusal(knock, server.sessions, checked_by)
    if not refused:
        _note_life(server.life, request)
        return None
    if refused == NO_SESSION:
        return _shown(_error(403, "Buka IKI dari ikonnya", BY_ITS_ICON), Frame())
    if refused == TOO_LARGE:
        return _shown(_error(413, "Berkas terlalu besar", LARGE), Frame())
    return flask.Response(FOREIGN, 403, mimetype="text/plain")


def _note_life(life: Life, request: flask.Request) -> None:
    if request.path == ALIVE:
        life.alive(request.form.get("tab", ""))
    else:
        life.asked(time.monotonic())


def _has_body() -> bool:
    return "chunked" in flask.request.headers.get("Transfer-Encoding", "")


def _with_headers(response: flask.Response) -> flask.Response:
    response.headers.update(HEADERS)
    if not flask.request.path.startswith(STATIC):
        response.headers.update(NO_STORE)
    return response


def _once_behind(app: flask.Flask, behind: Callable[[], None]) -> None:
    """What takes long to load is loaded while somebody looks at the first page, not before."""
    left = [behind]

    @app.after_request
    def _behind(response: flask.Response) -> flask.Response:
        if left and response.status_code == 200 and not flask.request.path.startswith(STATIC):
            work = left.pop()
            response.call_on_close(lambda: threading.Thread(target=work, daemon=True).start())
        return response


# --- the doors: the link, and a second start --------------------------------------------------------------------------


def _add_doors(app: flask.Flask, server: Server) -> None:
    @app.get("/masuk")
    def masuk() -> Any:
        return _let_in(server)

    @app.post("/buka")
    def buka() -> Any:
        """A second double click asks for a link of its own; it knows the secret from the user's own profile."""
        told = flask.request.headers.get("X-IKI-Kunci", "")
        if not server.secret or not _same_secret(told, server.secret):
            return flask.Response(FOREIGN, 403, mimetype="text/plain")
        return flask.jsonify(tautan=server.sessions.link(time.monotonic()))

    @app.post("/tutup")
    def tutup() -> Any:
        server.life.close()
        return _shown(Page("ditutup.html", "IKI sudah ditutup", is_bare=True), Frame())

    @app.post("/pamit")
    def pamit() -> Any:
        server.life.left(time.monotonic(), flask.request.form.get("tab", ""))
        return "", 204


def _let_in(server: Server) -> Any:
    """Whoever came by a link gets the cookie for it. A program that only looks where links lead uses none up."""
    if flask.request.method == "HEAD":
        return ""
    cookie = server.sessions.enter(flask.request.args.get("k", ""), time.monotonic())
    known = server.sessions.knows(flask.request.cookies.get(server.sessions.cookie_name, ""))
    if cookie is None and not known:
        return _shown(_error(403, "Buka IKI dari ikonnya", BY_ITS_ICON), Frame())
    response = flask.redirect("/", 303)
    if cookie is not None:
        response.set_cookie(server.sessions.cookie_name, cookie, httponly=True, samesite="Strict", path="/")
    return response


def _same_secret(told: str, secret: str) -> bool:
    return hmac.compare_digest(told.encode(), secret.encode())


# --- pages ------------------------------------------------------------------------------------------------------------


def _add(app: flask.Flask, server: Server, route: Route) -> None:
    def answered(**parts: str) -> Any:
        if not route.before_settings and not server.place.has_settings():
            return flask.redirect(FIRST_STEPS, 303)
        return _response(route.answer(_asked(server), **parts), server)

    app.add_url_rule(route.address, f"{route.method} {route.address}", answered, methods=[route.method])


def _asked(server: Server) -> Asked:
    request = flask.request
    uploads = [(file.filename or "", file.read()) for file in request.files.getlist("berkas") if file.filename]
    form = {name: request.form.getlist(name) for name in request.form}
    return Asked(server.place, server.jobs, server.memory, form, request.args.to_dict(), uploads)


def _response(answer: Answer, server: Server) -> Any:
    match answer:
        case Page():
            return _shown(answer, Frame() if answer.is_bare else frame_of(server.place, server.memory, answer))
        case See(address):
            return flask.redirect(address, 303)
        case Data(data):
            readable = readable_in(server.place.folder)
            return flask.jsonify({name: readable(value) for name, value in data.items()})
        case Download(name, content):
            return flask.send_file(io.BytesIO(content), as_attachment=True, download_name=_in_a_line(name))
        case Nothing():
            return "", 204


def _shown(page: Page, frame: Frame) -> Any:
    """Also what no letter stands for, in the name of a file that another system wrote."""
    text = flask.render_template(page.template, frame=frame, page=page, **page.data)
    return text.encode(errors="replace"), page.status


def _in_a_line(name: str) -> str:
    """The name of a file as a header can hold it."""
    return " ".join(plain.clean(name).split())


# --- errors -----------------------------------------------------------------------------------------------------------


def _error(status: int, title: str, sentence: str) -> Page:
    lines = tuple(plain.clean(line) for line in sentence.splitlines())
    return Page("galat.html", title, {"kalimat": lines, "kembali": "/"}, status=status)


def _add_errors(app: flask.Flask, server: Server) -> None:
    def shown(page: Page) -> Any:
        return _shown(page, _frame_or_bare(server, page))

    @app.errorhandler(NotThere)
    def not_there(_: NotThere) -> Any:
        return shown(_error(404, "Halaman tidak ada", NOT_FOUND))

    @app.errorhandler(IkiError)
    def told(error: IkiError) -> Any:
        let_go(error)
        if _is_of_settings(server, error):
            return _shown(_settings_error(server, error), Frame())
        return shown(_error(409, "Belum dapat dilakukan", str(error)))

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Any:
        if error.code == 413:
            return shown(_error(413, "Berkas terlalu besar", LARGE))
        return shown(_error(error.code or 404, "Halaman tidak ada", NOT_FOUND))

    @app.errorhandler(Exception)
    def broken(error: Exception) -> Any:
        _keep_details(server, error)
        let_go(error)
        return shown(_error(500, "Program terhenti", BROKEN))


def _is_of_settings(server: Server, error: IkiError) -> bool:
    """Whether iki.toml, or the catalogue, cannot be read at all: then no page of the office can be shown."""
    return isinstance(error, SettingsError | CatalogError) and _frame_or_bare(server, Page("", "")) == Frame()


def _settings_error(server: Server, error: IkiError) -> Page:
    from iki_excel.decree.placed import Line  # behind the first page, as all that reads

    line = [f"Letaknya di baris {error.place.number}."] if isinstance(error.place, Line) else []
    told = "\n".join([str(error), *line, MEND_SETTINGS.format(folder=server.place.name)])
    page = _error(409, "Pengaturan perlu dibetulkan", told)
    return replace(page, data={**page.data, "lain": (("Coba lagi", "/"),)})


def _frame_or_bare(server: Server, page: Page) -> Frame:
    """The frame of an error: where iki.toml is what is wrong, it cannot say what the office is called."""
    try:
        return frame_of(server.place, server.memory, page) if server.place.has_settings() else Frame()
    except Exception:
        return Frame()


def _keep_details(server: Server, error: Exception) -> None:
    """For whoever is asked to help: what went wrong, where it went wrong, and at which address."""
    text = str(error) if isinstance(error, Unforeseen) else "".join(traceback.format_exception(error))
    told = f"{server.place.printed():%Y-%m-%d %H:%M}\n{flask.request.method} {flask.request.path}\n\n{text}"
    try:
        saving.save(server.place.folder / DETAILS, plain.clean(told).encode())
    except IkiError:
        return  # the disk is full, or may not be written: the page says the rest
