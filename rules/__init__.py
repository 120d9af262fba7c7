"""Rule modules: data, no code. One folder for each family of documents, with the rules as TOML."""
