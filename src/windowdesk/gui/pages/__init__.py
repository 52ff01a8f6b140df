"""The pages, each built when it is first wanted."""
