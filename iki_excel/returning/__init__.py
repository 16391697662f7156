"""What goes back to whoever filled a form: a marked copy to mend, or a fresh form with the answers of an old one."""

from iki_excel.returning.marking import Marked, write_marked
from iki_excel.returning.messages import chat_text, migrated_lines, texts_without_copy
from iki_excel.returning.migrasi import Migrated, migrate

__all__ = ["Marked", "Migrated", "chat_text", "migrate", "migrated_lines", "texts_without_copy", "write_marked"]
