"""One source, three readings: formulas of the decree, live cells, and the places they stand at."""
