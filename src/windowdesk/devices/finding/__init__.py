"""Finding what is plugged in: one module for each way a device can be there, and `around` that asks them all.

Looking never writes to a device. Whether a card reader hangs on a serial line only a question to it tells, so that
is asked on request alone (`serial_ports.ask`).
"""
