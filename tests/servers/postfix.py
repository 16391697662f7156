"""A Postfix of the tests: where it listens, and how it is configured."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import NamedTuple

from tests.servers.policy import HOST
from tests.servers.programs import Program, wait_until

PROGRAMS, DAEMONS = Path("/usr/sbin"), Path("/usr/lib/postfix/sbin")
LARGEST = 64 * 2**20
"""Bytes of a message that it takes."""


class Ports(NamedTuple):
    """``incoming``: for other servers; ``submission`` (STARTTLS) and ``smtps`` (TLS): for users, who log in."""

    incoming: int
    submission: int
    smtps: int


MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
command_directory = {programs}
daemon_directory = {daemons}
mail_owner = postfix
setgid_group = postdrop
maillog_file = {folder}/postfix.log
maillog_file_prefixes = {folder}
myhostname = {host}
mydestination =
mynetworks =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
alias_database =
local_recipient_maps =
local_transport = error:tidak ada pengguna di sini
default_transport = error:surat tidak meninggalkan komputer ini
relay_transport = error:surat tidak meninggalkan komputer ini
virtual_mailbox_domains = {domains}
virtual_mailbox_maps = static:ada
virtual_transport = lmtp:unix:{dovecot}/lmtp
message_size_limit = {largest}
virtual_mailbox_limit = 0
lmtp_connection_cache_on_demand = no
default_destination_concurrency_limit = 1
initial_destination_concurrency = 1
biff = no
smtpd_tls_cert_file = {certificate}
smtpd_tls_key_file = {key}
smtpd_tls_security_level = may
smtpd_tls_auth_only = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = {dovecot}/auth-postfix
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_recipient_restrictions = check_policy_service inet:127.0.0.1:{policy}
smtpd_data_restrictions = check_policy_service inet:127.0.0.1:{policy}
smtpd_client_connection_count_limit = 0
smtpd_client_connection_rate_limit = 0
smtpd_peername_lookup = no
smtpd_error_sleep_time = 0
minimal_backoff_time = 2s
maximal_backoff_time = 5s
queue_run_delay = 2s
"""

MASTER = """
127.0.0.1:{ports.incoming} inet n - n - - smtpd
127.0.0.1:{ports.submission} inet n - n - - smtpd
  -o smtpd_tls_security_level=encrypt
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_client_restrictions=permit_sasl_authenticated,reject
127.0.0.1:{ports.smtps} inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_client_restrictions=permit_sasl_authenticated,reject
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""

ON_ITS_WAY = ("maildrop", "incoming", "active", "incoming", "active")
"""The queues of what is still to be delivered, in an order in which nothing is missed that moves on or, at a start,
back; what was deferred waits for a later try.
"""


class Postfix(Program):
    """Mail comes in at its ports and goes to Dovecot by LMTP. No mail leaves this computer."""

    def __init__(
        self, folder: Path, ports: Ports, policy: int, dovecot: Path, pair: tuple[Path, Path], domains: tuple[str, ...]
    ) -> None:
        self.folder = folder
        config = folder / "config"
        for made in (folder, config, folder / "queue"):
            made.mkdir()
            made.chmod(0o755)
        text = MAIN.format(
            folder=folder, programs=PROGRAMS, daemons=DAEMONS, host=HOST, dovecot=dovecot, largest=LARGEST,
            certificate=pair[0], key=pair[1], policy=policy, domains=" ".join(domains),
        )  # fmt: skip
        (config / "main.cf").write_text(text)
        (config / "master.cf").write_text(MASTER.format(ports=ports))
        made = subprocess.run(
            [PROGRAMS / "postfix", "-c", config, "check"], capture_output=True, text=True, check=False
        )
        if made.returncode:
            raise ChildProcessError(f"postfix check: {made.stdout}{made.stderr}")
        super().__init__([str(DAEMONS / "master"), "-c", str(config), "-d"], ports, folder / "postfix.log")

    def settle(self) -> None:
        """Wait until all that came was delivered, or put off."""
        wait_until(lambda: not any(self._waiting()), "postfix: delivery", self.said)

    def deferred(self) -> int:
        """How many messages wait for a later try."""
        return sum(path.is_file() for path in (self.folder / "queue" / "deferred").rglob("*"))

    def _waiting(self) -> list[Path]:
        return [path for name in ON_ITS_WAY for path in (self.folder / "queue" / name).rglob("*") if path.is_file()]
