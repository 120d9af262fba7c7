"""Files that people keep by hand: read strictly, every fault at once, with its line and a hint."""
