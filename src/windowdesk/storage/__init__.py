"""The local store: SQLAlchemy on encrypted SQLite. Returns domain values, never rows."""
