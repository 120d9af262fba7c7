"""Every kind of tick → SelectionMark: a box on a page, its state and the evidence for it."""
