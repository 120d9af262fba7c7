"""Tables of a page: drawn rules, alignment or labels → cells that hold words."""
