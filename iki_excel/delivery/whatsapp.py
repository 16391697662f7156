"""A text for a chat as a link that opens the conversation with it typed in; whoever opens it still has to send it."""

from __future__ import annotations

from urllib.parse import quote

ADDRESS = "https://wa.me/"


def chat_link(digits: str, text: str = "") -> str:
    """The link to a number, "6281234567890", with a text; "" where there is no number."""
    asked = f"?text={quote(text, safe='')}" if text else ""
    return f"{ADDRESS}{digits}{asked}" if digits else ""
