"""Tables of rows that no rules, or not enough of them, hold together: name, label and box, text."""
