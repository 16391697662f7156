"""What goes back to whoever filled a form: a marked copy to mend, or a fresh form with the answers of an old one."""

from iki_excel.forms.returning.carrying import Carried, carry
from iki_excel.forms.returning.marking import Marked, write_marked

__all__ = ["Carried", "Marked", "carry", "write_marked"]
