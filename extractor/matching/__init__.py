"""Rule module + shaped pages → JobDescription and its findings."""
