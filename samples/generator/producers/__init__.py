"""One module for each program that prints: the same content and style in, a PDF out."""
