"""What a clerk does, one file an act. Each act is one transaction and returns what changed."""
