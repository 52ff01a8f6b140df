"""Bar code and QR code as vector drawings for the PDF writer: sharp on every office printer."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from windowdesk.documents import code128, qr

BAR_MODULE = 0.25 * mm
"""Narrowest bar (rule H11)."""


def bar_code_width(text: str) -> float:
    """Points across, with the quiet zones."""
    return (len(code128.modules(text)) + 2 * code128.QUIET_MODULES) * BAR_MODULE


def draw_bar_code(canvas: Canvas, text: str, x: float, y: float, height: float) -> None:
    """Code 128 with its quiet zones; ``x``, ``y`` is the lower left corner, in points."""
    canvas.setFillGray(0)
    left = x + code128.QUIET_MODULES * BAR_MODULE
    modules = code128.modules(text)
    at = 0
    while at < len(modules):
        end = at
        while end < len(modules) and modules[end] == modules[at]:
            end += 1
        if modules[at]:
            canvas.rect(left + at * BAR_MODULE, y, (end - at) * BAR_MODULE, height, stroke=0, fill=1)
        at = end


def draw_qr_code(canvas: Canvas, text: str, x: float, y: float, side: float) -> None:
    """QR code as a square of ``side`` points, lower left corner ``x``, ``y``; white must be left around it."""
    rows = qr.matrix(text)
    module = side / len(rows)
    canvas.setFillGray(0)
    path = canvas.beginPath()
    for row, line in enumerate(rows):
        bottom = y + side - (row + 1) * module
        for column, dark in enumerate(line):
            if dark:
                path.rect(x + column * module, bottom, module, module)
    canvas.drawPath(path, stroke=0, fill=1)
