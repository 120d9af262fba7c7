"""Many PDFs: where they are, and what became of each."""
