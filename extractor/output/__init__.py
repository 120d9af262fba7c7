"""What an import writes: its columns, tables, schemas and files."""
