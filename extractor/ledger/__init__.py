"""What an import remembers: each PDF by its content, what was read of it, and what stands in the output."""
