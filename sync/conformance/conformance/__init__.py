"""Tells a county's integrator whether a platform keeps the exchange contract, clause by clause.

Stands on ``sync/contract`` alone: nothing of the client, nothing of the reference platform.
"""
