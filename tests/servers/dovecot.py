"""A Dovecot of the tests: IMAP over TLS, LMTP for Postfix, and the passwords of both."""

from __future__ import annotations

from pathlib import Path

from tests.servers.policy import HOST
from tests.servers.programs import Program

PASSWORD = "rahasia"
"""Of every account."""

SPECIAL = ("Sent", "Arsip Keluar")
"""Folders that the server itself marks as the one for sent mail, where an account has them."""

CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = /dev/stderr
hostname = {host}
protocols = imap lmtp
listen = 127.0.0.1
ssl = required
ssl_cert = <{certificate}
ssl_key = <{key}
disable_plaintext_auth = yes
auth_mechanisms = plain login
auth_failure_delay = 0 secs
first_valid_uid = 1
mail_uid = mail
mail_gid = mail
mail_location = maildir:~/Maildir
mail_max_userip_connections = 0
postmaster_address = postmaster@contoh.example
lda_mailbox_autocreate = yes
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid=mail gid=mail home={folder}/mail/%d/%n
}}
namespace inbox {{
  inbox = yes
  separator = /
  {special}
}}
service imap-login {{
  process_min_avail = 1
  inet_listener imap {{
    port = {starttls}
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service lmtp {{
  unix_listener lmtp {{
    mode = 0666
  }}
}}
service auth {{
  unix_listener auth-postfix {{
    mode = 0666
  }}
}}
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  unix_listener stats-writer {{
    mode = 0666
  }}
}}
"""


class Dovecot(Program):
    """Whoever knows PASSWORD has a mailbox, made when it is first used. A wrong password is refused at once, also the
    tenth time.
    """

    def __init__(self, folder: Path, port: int, starttls: int, pair: tuple[Path, Path]) -> None:
        self.folder, self.run = folder, folder / "run"
        for made in (folder, folder / "state"):
            made.mkdir()
            made.chmod(0o755)
        (folder / "mail").mkdir()
        (folder / "mail").chmod(0o777)
        special = "\n  ".join(f'mailbox "{name}" {{\n    special_use = \\Sent\n  }}' for name in SPECIAL)
        config = folder / "dovecot.conf"
        config.write_text(
            CONFIG.format(
                folder=folder,
                host=HOST,
                port=port,
                starttls=starttls,
                password=PASSWORD,
                certificate=pair[0],
                key=pair[1],
                special=special,
            )
        )
        super().__init__(["/usr/sbin/dovecot", "-F", "-c", str(config)], [port, starttls], folder / "dovecot.log")
