"""What everybody may say: numbers, dates, months, texts that are safe to print, and what stops a run."""
