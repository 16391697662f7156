"""What a letter says, as text, as HTML, and as a text to paste into a chat."""

from iki_excel.delivery.bodies.chat import as_chat
from iki_excel.delivery.bodies.html import as_html
from iki_excel.delivery.bodies.text import as_text

__all__ = ["as_chat", "as_html", "as_text"]
