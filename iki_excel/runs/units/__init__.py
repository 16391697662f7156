"""Many units in one run: read once, judged in blocks by the same settings, told unit by unit and together."""
