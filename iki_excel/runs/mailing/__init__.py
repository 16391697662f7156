"""``iki kirim``: which letters are due, what goes along, and how they leave: by mail, or as texts to paste."""

from iki_excel.runs.mailing.listing import (
    Entry,
    Listing,
    close_needless,
    hand_over_entries,
    list_letters,
    post_entries,
)
from iki_excel.runs.mailing.pasting import Pasted, paste
from iki_excel.runs.mailing.posting import Posted, changed_at, post, settle
from iki_excel.runs.mailing.proposing import Asked, Proposal, asked_for, propose

__all__ = [
    "Asked", "Entry", "Listing", "Pasted", "Posted", "Proposal", "asked_for", "changed_at", "close_needless",
    "hand_over_entries", "list_letters", "paste", "post", "post_entries", "propose", "settle",
]  # fmt: skip
