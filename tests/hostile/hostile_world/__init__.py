"""A hostile world in one process: real desk, real exchange, real county; clock, line and disk on strings.

``story`` makes a list of small steps from a seed, ``stage`` plays it, heals the world and holds
what is left against the promises, ``shrink`` finds the shortest story that still breaks one.
"""
