"""Who a message is from, and whether the server that took it says so, too (Authentication-Results, RFC 8601).

Whoever sends a message writes its headers as he likes. What he cannot write is what stands above the first line of the
server that took it from him: only there a verdict is believed, and only one that this very server signs by its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from email.message import Message

from iki_excel.decree.addresses import is_address
from iki_excel.judging.senders import SAH, TIDAK_DIKETAHUI, TIDAK_LOLOS
from iki_excel.words.frozen import frozen

CLEANING = frozenset({"mx.google.com"})
"""Servers that write their verdict below their own line, and remove whatever a sender wrote there in their name."""

FROM = "from"
VERDICT, TRACE = "authentication-results", "received"
LONGEST_HEADER = 20_000
MOST_HEADERS = 400

WITH_NAME = re.compile(r'(?P<shown>[^<>"]*|\s*"(?:[^"\\]|\\.)*"\s*)<\s*(?P<address>[^<>\s]+)\s*>\s*(?:\([^()]*\)\s*)?')
ALONE = re.compile(r"\s*(?P<address>[^\s<>()\",;:]+)\s*(?:\([^()]*\)\s*)?")
BY = re.compile(r"\bby\s+(\S+)", re.IGNORECASE)
BY_LOCAL_DELIVERY = re.compile(r"\bwith\s+(?:UTF8)?LMTP[SA]*\b", re.IGNORECASE)
RESULT = re.compile(r"\s*([a-z][a-z0-9-]*)(?:\s*/\s*\d+)?\s*=\s*([a-z]+)", re.IGNORECASE)
PROPERTY = re.compile(r'\b([a-z]+\.[a-z0-9-]+)\s*=\s*(?:"([^"]*)"|([^\s;"]+))', re.IGNORECASE)


def sender(message: Message) -> str:
    """The one address that a message says it is from; "" where it says none, several, or what no address is."""
    said = _values(message, FROM)
    if len(said) != 1:
        return ""
    found = WITH_NAME.fullmatch(said[0]) or ALONE.fullmatch(said[0])
    if found is None or _names_another(found.groupdict().get("shown", "")):
        return ""
    return found["address"] if is_address(found["address"]) else ""


def _names_another(shown: str) -> bool:
    """Whether what stands before an address is one more, and no name."""
    return "@" in shown and "," in shown and not shown.strip().startswith('"')


# --- the verdict ------------------------------------------------------------------------------------------------------


def verdict(message: Message) -> str:
    """One of SAH, TIDAK_LOLOS, TIDAK_DIKETAHUI."""
    dari = sender(message)
    if not dari:
        return TIDAK_DIKETAHUI
    findings = [one for said in _believed(message) for one in _findings(said)]
    found = [(one.method == "dmarc", weight) for one in findings if (weight := _weight(one, dari.casefold()))]
    of_policy = {weight for is_policy, weight in found if is_policy}
    if of_policy:  # the domain itself says what counts; one that fails it is not helped by anything else
        return TIDAK_LOLOS if TIDAK_LOLOS in of_policy else SAH
    weights = {weight for _, weight in found}
    return next((weight for weight in (SAH, TIDAK_LOLOS) if weight in weights), TIDAK_DIKETAHUI)


@frozen
class Finding:
    """What a server found out by one method, and about whom."""

    method: str
    result: str
    about: Mapping[str, str]


def _weight(finding: Finding, dari: str) -> str:
    """What it says about the sender of the From line: SAH, TIDAK_LOLOS, or "" for nothing."""
    if not _is_about(finding, dari):
        return ""
    return {"pass": SAH, "fail": TIDAK_LOLOS}.get(finding.result, "")


def _is_about(finding: Finding, dari: str) -> bool:
    about, domain = finding.about, dari.rpartition("@")[2]
    match finding.method:
        case "dmarc":
            return _is_aligned(about.get("header.from", domain), domain)
        case "spf":
            return _is_aligned(about.get("smtp.mailfrom", ""), domain)
        case "dkim":
            return _is_aligned(about.get("header.d", "") or about.get("header.i", ""), domain)
        case "auth":
            return about.get("smtp.auth", "") == dari
    return False


def _is_aligned(said: str, domain: str) -> bool:
    """Whether a domain speaks for another: the same one, or one above or below it."""
    other = said.rpartition("@")[2].rstrip(".")
    return "." in other and _is_within(other, domain)


def _is_within(one: str, other: str) -> bool:
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


# --- what is believed -------------------------------------------------------------------------------------------------


def _believed(message: Message) -> Iterator[str]:
    """The verdicts of the server that took the message, without comments."""
    lines = [(name.casefold(), _plain(str(value))) for name, value in message.items()[:MOST_HEADERS]]
    border = _border(lines)
    if border is None:
        return
    hosts = [_by(value) for name, value in lines[: border + 1] if name == TRACE]
    until = _next_trace(lines, border) if _by(lines[border][1]) in CLEANING else border
    for name, value in lines[:until]:
        if name == VERDICT and _is_of(value, hosts):
            yield value


def _border(lines: Sequence[tuple[str, str]]) -> int | None:
    """The line of the server that took the message from outside: those above it only handed it on within."""
    traces = [number for number, (name, _) in enumerate(lines) if name == TRACE]
    return next((number for number in traces if not _is_within_server(lines[number][1])), None)


def _is_within_server(trace: str) -> bool:
    """Whether a server only tells that it laid the message into its own mailbox."""
    return not trace.lstrip().casefold().startswith("from ") or bool(BY_LOCAL_DELIVERY.search(trace))


def _next_trace(lines: Sequence[tuple[str, str]], border: int) -> int:
    return next((number for number in range(border + 1, len(lines)) if lines[number][0] == TRACE), len(lines))


def _by(trace: str) -> str:
    found = BY.search(trace)
    return found[1].casefold().rstrip(".;") if found else ""


def _is_of(verdict_: str, hosts: Sequence[str]) -> bool:
    """Whether one of these hosts signed it, by its own name or that of the domain it is in."""
    words = verdict_.partition(";")[0].split()
    name = words[0].casefold().strip('"') if words else ""
    return "." in name and any(host == name or host.endswith(f".{name}") for host in hosts)


def _findings(said: str) -> Iterator[Finding]:
    _, *parts = said.split(";")
    for part in parts:
        found = RESULT.match(part)
        if found:
            about = {name.casefold(): (quoted or plain).casefold() for name, quoted, plain in PROPERTY.findall(part)}
            yield Finding(found[1].casefold(), found[2].casefold(), about)


# --- lines ------------------------------------------------------------------------------------------------------------


def _values(message: Message, wanted: str) -> list[str]:
    """What stands behind a name, on one line each."""
    found = [str(value) for name, value in message.items()[:MOST_HEADERS] if name.casefold() == wanted]
    return [re.sub(r"[\r\n]+", " ", value[:LONGEST_HEADER]) for value in found]


def _plain(value: str) -> str:
    """A line without its comments, and without the signs in quoted words by which it is taken apart."""
    kept, depth, is_quoted = list[str](), 0, False
    signs = iter(value[:LONGEST_HEADER])
    for sign in signs:
        if sign == "\\":
            next(signs, "")
        elif sign == '"' and not depth:
            is_quoted = not is_quoted
            kept.append(sign)
        elif is_quoted:
            kept.append(" " if sign in ";=" else sign)
        else:
            depth += (sign == "(") - (sign == ")" and depth > 0)
            kept.append(" " if depth or sign in "()\r\n\t" else sign)
    return "".join(kept)
