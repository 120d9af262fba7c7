"""PageLayout → what rules may see: lines, tables, running heads and feet, selection marks."""
