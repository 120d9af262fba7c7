"""Sample documents with their truth; see README.md."""
