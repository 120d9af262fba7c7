"""Pages that are pictures: which they are, and what stands on them."""
