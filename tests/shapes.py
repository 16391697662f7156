"""The shapes in which a form comes by mail: what people, their programs and their gateways make of an attachment."""

from __future__ import annotations

import base64
import binascii
import io
import quopri
import zipfile
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Shape = Callable[[bytes, str], bytes]
"""From a form and its name to a message without a sender."""


def letter(text: str = "Mohon diterima.") -> EmailMessage:
    made = EmailMessage()
    made["Subject"] = "Formulir IKI"
    made.set_content(text)
    return made


def attach(made: EmailMessage, form: bytes, name: str, kind: str = XLSX, disposition: str = "attachment") -> None:
    main, _, sub = kind.partition("/")
    made.add_attachment(form, main, sub, filename=name, disposition=disposition)


def with_files(*files: tuple[bytes, str], kind: str = XLSX, disposition: str = "attachment") -> EmailMessage:
    made = letter()
    for content, name in files:
        attach(made, content, name, kind, disposition)
    return made


def zipped(form: bytes, name: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(name, (2019, 4, 1, 9, 0, 0)), form)
    return held.getvalue()


def variant(form: bytes, number: int) -> bytes:
    """The same workbook in other bytes."""
    held = io.BytesIO(form)
    with zipfile.ZipFile(held, "a") as archive:
        archive.comment = f"{number}".encode()
    return held.getvalue()


def raw(head: str, body: bytes | str) -> bytes:
    """A message as its bytes stand there."""
    text = body.encode() if isinstance(body, str) else body
    return head.strip().replace("\n", "\r\n").encode("utf-8") + b"\r\n\r\n" + text


def mixed(form: bytes, headers: str, encoded: bytes | None = None, boundary: str = "b1") -> bytes:
    """A multipart whose second part has these headers and this body."""
    body = encoded if encoded is not None else base64.encodebytes(form).replace(b"\n", b"\r\n")
    head = f"Subject: Formulir IKI\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary={boundary}"
    parts = [b"--b1\r\nContent-Type: text/plain\r\n\r\nMohon diterima.\r\n--b1\r\n"]
    parts += [headers.strip().replace("\n", "\r\n").encode("utf-8"), b"\r\n\r\n", body, b"\r\n--b1--\r\n"]
    return raw(head, b"".join(parts))


# --- plain ones -------------------------------------------------------------------------------------------------------


def forwarded(form: bytes, name: str) -> bytes:
    inner = with_files((form, name))
    inner["From"] = "staf@luar.example"
    outer = letter("Diteruskan.")
    outer.add_attachment(inner)
    return bytes(outer)


def forwarded_twice(form: bytes, name: str) -> bytes:
    outer, inner = letter("Diteruskan lagi."), EmailMessage()
    inner["Subject"], inner["From"] = "Fwd: Formulir", "staf@luar.example"
    inner.set_content("Diteruskan.")
    inner.add_attachment(with_files((form, name)))
    outer.add_attachment(inner)
    return bytes(outer)


def forwarded_as_a_file(form: bytes, name: str) -> bytes:
    inner = with_files((form, name))
    inner["From"] = "staf@luar.example"
    return bytes(with_files((bytes(inner), "surat.eml"), kind="application/octet-stream"))


def forwarded_in_base64(form: bytes, name: str) -> bytes:
    inner = base64.encodebytes(bytes(with_files((form, name))))
    return mixed(form, "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64", inner)


def signed(form: bytes, name: str) -> bytes:
    outer = MIMEMultipart("signed", protocol="application/pkcs7-signature")
    outer["Subject"] = "Formulir IKI"
    outer.attach(with_files((form, name)))
    signature = EmailMessage()
    signature.set_content(b"\x30\x82" * 400, "application", "pkcs7-signature", filename="smime.p7s")
    outer.attach(signature)
    return bytes(outer)


def html_with_pictures(form: bytes, name: str) -> bytes:
    made = letter()
    made.add_alternative("<p>Mohon <b>diterima</b>. <img src=cid:logo></p>", subtype="html")
    html = made.get_payload(1)
    html.add_related(b"\x89PNG\r\n\x1a\n" + b"x" * 200, "image", "png", cid="<logo>")
    attach(made, form, name)
    return bytes(made)


def html_alone(form: bytes, name: str) -> bytes:
    made = EmailMessage()
    made["Subject"] = "Formulir IKI"
    made.set_content("<p>Mohon diterima.</p>", subtype="html")
    attach(made, form, name)
    return bytes(made)


def with_invitation(form: bytes, name: str) -> bytes:
    made = with_files((form, name))
    made.add_attachment(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text", "calendar", filename="undangan.ics")
    return bytes(made)


def related(form: bytes, name: str) -> bytes:
    outer = MIMEMultipart("related")
    outer["Subject"] = "Formulir IKI"
    outer.attach(letter())
    part = EmailMessage()
    part.set_content(form, "application", "octet-stream", filename=name, cid="<formulir>", disposition="inline")
    outer.attach(part)
    return bytes(outer)


def as_the_whole_message(form: bytes, name: str) -> bytes:
    made = EmailMessage()
    made["Subject"] = "Formulir IKI"
    made.set_content(form, "application", "octet-stream", filename=name)
    return bytes(made)


# --- how it is encoded ------------------------------------------------------------------------------------------------


def quoted_printable(form: bytes, name: str) -> bytes:
    encoded = quopri.encodestring(form, quotetabs=True).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    headers = f'Content-Type: {XLSX}; name="{name}"\nContent-Transfer-Encoding: quoted-printable'
    return mixed(form, headers, _binary_quoted(form) if b"\n" in form or b"\r" in form else encoded)


def _binary_quoted(form: bytes) -> bytes:
    """Every byte in hexadecimal, as an encoder does that takes nothing for a line."""
    signs = "".join(f"={byte:02X}" for byte in form)
    return "=\r\n".join(signs[place : place + 72] for place in range(0, len(signs), 72)).encode()


def uuencoded_part(form: bytes, name: str) -> bytes:
    return mixed(form, f'Content-Type: {XLSX}; name="{name}"\nContent-Transfer-Encoding: x-uuencode', uu(form, name))


def uuencoded_in_the_text(form: bytes, name: str) -> bytes:
    return raw("Subject: Formulir IKI", b"Mohon diterima.\r\n\r\n" + uu(form, name) + b"\r\nTerima kasih.\r\n")


def uu(form: bytes, name: str) -> bytes:
    lines = [binascii.b2a_uu(form[place : place + 45]).rstrip(b"\n") for place in range(0, len(form), 45)]
    return b"\r\n".join([f"begin 644 {name}".encode("ascii", "replace"), *lines, b"`", b"end", b""])


def base64_in_one_line(form: bytes, name: str) -> bytes:
    headers = f'Content-Type: application/octet-stream; name="{name}"\nContent-Transfer-Encoding: BASE64'
    return mixed(form, headers, b"\r\n".join(_wide(base64.b64encode(form))))


def _wide(text: bytes) -> list[bytes]:
    return [text[place : place + 900] for place in range(0, len(text), 900)]


def base64_with_blank_lines(form: bytes, name: str) -> bytes:
    body = base64.encodebytes(form).replace(b"\n", b"\r\n\r\n")
    return mixed(form, f'Content-Type: {XLSX}; name="{name}"\nContent-Transfer-Encoding: base64', body)


def base64_with_a_footer(form: bytes, name: str) -> bytes:
    """Gateways and lists write below what they do not understand."""
    body = base64.encodebytes(form).rstrip() + b"\n\n--\nDikirim dari ponsel\n"
    headers = f'Content-Type: application/octet-stream; name="{name}"\nContent-Transfer-Encoding: base64'
    return mixed(form, headers, body.replace(b"\n", b"\r\n"))


# --- how it is called -------------------------------------------------------------------------------------------------


def named(parameter: str) -> Shape:
    def shape(form: bytes, name: str) -> bytes:
        disposition = parameter.replace("NAME", name)
        return mixed(
            form, f"Content-Type: {XLSX}\nContent-Transfer-Encoding: base64\nContent-Disposition: {disposition}"
        )

    return shape


def nameless(form: bytes, name: str) -> bytes:
    return mixed(form, "Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64")


def without_a_type(form: bytes, name: str) -> bytes:
    return mixed(form, "Content-Transfer-Encoding: base64")


def of_a_type(kind: str) -> Shape:
    return lambda form, name: mixed(form, f'Content-Type: {kind}; name="{name}"\nContent-Transfer-Encoding: base64')


def without_its_end(form: bytes, name: str) -> bytes:
    """Cut off behind its last part."""
    return bytes(with_files((form, name))).rstrip().rsplit(b"\n--", 1)[0] + b"\r\n"


def nested(form: bytes, name: str) -> bytes:
    made: EmailMessage | MIMEMultipart = with_files((form, name))
    for number in range(8):
        outer = MIMEMultipart("mixed", f"n{number}")
        outer.attach(made)
        made = outer
    made["Subject"] = "Formulir IKI"
    return bytes(made)


ONE: Mapping[str, Shape] = {
    "biasa": lambda form, name: bytes(with_files((form, name))),
    "sisipan": lambda form, name: bytes(with_files((form, name), disposition="inline")),
    "diteruskan": forwarded,
    "diteruskan dua kali": forwarded_twice,
    "diteruskan sebagai berkas": forwarded_as_a_file,
    "diteruskan dalam base64": forwarded_in_base64,
    "di-zip": lambda form, name: bytes(with_files((zipped(form, name), "kiriman.zip"), kind="application/zip")),
    "di-zip tanpa akhiran": lambda form, name: bytes(with_files((zipped(form, name), "kiriman"), kind="x/y")),
    "nama lain": lambda form, name: bytes(with_files((form, "baru (1).xlsx"))),
    "tanpa akhiran": lambda form, name: bytes(with_files((form, "formulir"))),
    "akhiran lain": lambda form, name: bytes(with_files((form, "formulir.pdf"), kind="application/pdf")),
    "ditandatangani": signed,
    "html dan gambar": html_with_pictures,
    "html saja": html_alone,
    "undangan": with_invitation,
    "related": related,
    "surat itu sendiri": as_the_whole_message,
    "quoted-printable": quoted_printable,
    "uuencode": uuencoded_part,
    "uuencode dalam teks": uuencoded_in_the_text,
    "base64 lebar": base64_in_one_line,
    "base64 berbaris kosong": base64_with_blank_lines,
    "base64 berekor": base64_with_a_footer,
    "nama rfc 2231": named("attachment; filename*=UTF-8''Laporan%20%C3%A9.xlsx"),
    "nama rfc 2231 terbagi": named("attachment; filename*0*=UTF-8''Laporan%20; filename*1=bulan; filename*2=.xlsx"),
    "nama rfc 2047": named('attachment; filename="=?utf-8?B?TGFwb3JhbiDDqQ==?= =?utf-8?Q?_Maret.xlsx?="'),
    "nama delapan bit": named('attachment; filename="Laporan é Maret — Trantib.xlsx"'),
    "nama panjang": named(f'attachment; filename="{"sangat " * 60}panjang.xlsx"'),
    "nama jahat": named('attachment; filename="../../.ssh/\\"CON: ?*.xlsx"'),
    "nama rusak": named("attachment; filename*=x-tak-ada''%E9%ZZ.xlsx"),
    "nama tersembunyi": named('attachment; filename="~$.sembunyi.toml"'),
    "tanpa nama": nameless,
    "tanpa jenis": without_a_type,
    "jenis teks": of_a_type("text/plain"),
    "jenis salah": of_a_type("multipart"),
    "jenis gambar": of_a_type("image/jpeg"),
    "tanpa ujung": without_its_end,
    "bersusun": nested,
}
"""Every one of them carries one form."""
