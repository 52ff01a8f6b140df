"""A stand-in for COM at the edge of the world: what comtypes is to the WIA driver, with one scanner behind it.

Put before the real one with PYTHONPATH; what the scanner is like stands in the file that the
environment variable FAKE_WIA names.
"""


class COMError(Exception):
    def __init__(self, hresult, text, details):
        super().__init__(hresult, text, details)
        self.hresult = hresult
