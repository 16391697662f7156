"""What a connection to a mail server is trusted by, and why one did not come about, in a sentence."""

from __future__ import annotations

import socket
import ssl
from pathlib import Path

from iki_excel.decree.surel import STARTTLS, Server, Surel
from iki_excel.words.errors import MailError

EXPIRED, NOT_YET_VALID, OTHER_NAMES = 10, 9, (62, 64)
"""What OpenSSL calls these faults of a certificate."""


def trusted(account: Surel) -> ssl.SSLContext:
    """Certificates are verified by the authorities of the system and, beside them, the office's own; MailError."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if account.sertifikat is not None:
        _trust_also(context, account.sertifikat)
    return context


def _trust_also(context: ssl.SSLContext, path: Path) -> None:
    try:
        context.load_verify_locations(cafile=path)
    except ssl.SSLError:
        raise MailError(
            f"Sertifikat {path} bukan berkas PEM yang benar. Minta berkasnya kepada pengelola server surel, lalu tulis "
            "namanya di sertifikat, [surel], iki.toml."
        ) from None
    except OSError:
        raise MailError(
            f"Sertifikat {path} tidak dapat dibaca. Periksa nama berkasnya di sertifikat, [surel], iki.toml."
        ) from None


def why_not(reason: OSError | EOFError, server: Server) -> MailError:
    """Why nothing secure came about with a server, in a sentence: where, what, and what to do."""
    where = f"Server {server.host} port {server.port}"
    match reason:
        case ssl.SSLCertVerificationError():
            return MailError(f"Sertifikat server {server.host} {_fault(reason, server)}")
        case ssl.SSLError():
            return MailError(f"{where} tidak berbicara TLS seperti diminta. {_other_way(server)}")
        case socket.gaierror():
            told = f"Server {server.host} tidak ditemukan. Periksa sambungan internet, dan nama server di iki.toml."
            return MailError(told, is_temporary=True)
        case TimeoutError():
            told = f"{where} tidak menjawab. Periksa sambungan internet dan nomor portnya, lalu coba lagi."
            return MailError(told, is_temporary=True)
        case ConnectionRefusedError():
            told = f"{where} menolak sambungan. Periksa nomor portnya di iki.toml, atau coba lagi nanti."
            return MailError(told, is_temporary=True)
    return MailError(
        f"Sambungan ke server {server.host} terputus. Periksa sambungan internet, lalu coba lagi.", is_temporary=True
    )


def _fault(reason: ssl.SSLCertVerificationError, server: Server) -> str:
    """What is wrong with a certificate; nothing is sent then, the password neither."""
    if reason.verify_code == EXPIRED:
        return "sudah kedaluwarsa. Beri tahu pengelola servernya; sampai diperbarui tidak ada yang dikirim."
    if reason.verify_code == NOT_YET_VALID:
        return "belum berlaku. Periksa tanggal dan jam komputer ini."
    if reason.verify_code in OTHER_NAMES:
        return f"untuk nama lain, bukan {server.host}. Tulis nama server seperti yang diberikan pengelolanya."
    return (
        "tidak dikenal komputer ini. Bila kantor memakai sertifikat sendiri, minta berkas PEM-nya kepada pengelola "
        'server dan tulis di [surel], misalnya sertifikat = "kantor.pem".'
    )


def _other_way(server: Server) -> str:
    other = "tls" if server.keamanan == STARTTLS else STARTTLS
    return f'Periksa nomor portnya, atau coba keamanan = "{other}" di iki.toml.'
