"""From answers to verdicts: what is wrong, what it comes to, and how it stands against its target."""
