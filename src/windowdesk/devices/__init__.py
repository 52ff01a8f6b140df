"""Devices on the counter: small ports, drivers that speak true protocols, simulations that ship."""
