"""The client's side of the exchange, one file a phase. No Qt."""
