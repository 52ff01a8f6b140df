"""Plain values and the rules of the trade. Standard library only; no input, no output."""
