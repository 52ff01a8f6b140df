"""The OpenAPI document, the schemas and the examples agree with each other."""

import importlib.util
from pathlib import Path

_spec = importlib.util.spec_from_file_location("contract_files", Path(__file__).with_name("conftest.py"))
files = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(files)
