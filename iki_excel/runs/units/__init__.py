"""Many units in one run: read once, judged in blocks that the same settings hold for, told unit by unit and together."""
