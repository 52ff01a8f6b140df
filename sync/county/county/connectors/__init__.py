"""Hand-over to the county's own system: exchange tables in a front database (前置库), or files in folders.

``codes`` and ``satisfaction`` translate; ``facts`` and ``rows`` say what goes out; ``memory`` keeps what was
handed over, because a front database is cleaned by others; ``front_database`` and ``file_drop`` are the two
ways out and back; ``answers`` does what comes back; ``reconcile`` compares client, platform and front.
"""
