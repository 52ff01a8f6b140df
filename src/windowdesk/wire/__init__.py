"""The words of the contract: values to JSON and back, checked against the shipped schemas."""
