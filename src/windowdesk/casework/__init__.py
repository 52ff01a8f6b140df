"""What a clerk does, one file for each act; an act is one transaction and says what changed."""
