"""The catalogue of competencies that all documents together make, and a user's own codes for them."""
