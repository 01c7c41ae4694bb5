"""Reports: each format turns a run of located findings into text."""
