"""Files that people write, read within bounds; what is wrong with one has a line and a column."""
