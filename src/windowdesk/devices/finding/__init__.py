"""Finding what is plugged in: one module for each way a device can be there, and `around` that asks them all.

Looking never writes to a device. What hangs on a serial line only a question to it tells, so that is asked on
request alone, and in an order that harms none of them (`asking`).
"""
