"""PDF bytes → PageLayout. The only package that imports a PDF library."""
