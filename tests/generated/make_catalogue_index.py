"""Make ``resources/catalogue/index.json`` from the files below it; a test compares it.

Run it after editing an item or package file; ``--version N`` gives the catalogue a new version,
else the version in the present index stays. ``items`` lists the newest version of each item,
``earlier`` the ones that cases already received may still stand on.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "catalogue"
FILE = FOLDER / "index.json"
REGION = "99"


def entry(path: Path) -> dict[str, object]:
    """One line of the index."""
    content = path.read_bytes()
    values = json.loads(content)
    return {
        "code": values["code"],
        "file": path.relative_to(FOLDER).as_posix(),
        "sha256": hashlib.sha256(content).hexdigest(),
        "version": values["version"],
    }


def text(version: int) -> str:
    """The whole index."""
    entries = [entry(path) for path in sorted((FOLDER / "items").glob("*.json"))]
    newest = {
        str(one["code"]): max(int(str(o["version"])) for o in entries if o["code"] == one["code"]) for one in entries
    }
    index = {
        "version": version,
        "region": REGION,
        "items": [one for one in entries if one["version"] == newest[str(one["code"])]],
        "earlier": [one for one in entries if one["version"] != newest[str(one["code"])]],
        "packages": [entry(path) for path in sorted((FOLDER / "packages").glob("*.json"))],
    }
    return json.dumps(index, ensure_ascii=False, indent=2) + "\n"


def present_version() -> int:
    """The version the present index gives itself; 1 when there is none yet."""
    return int(json.loads(FILE.read_text("utf-8"))["version"]) if FILE.exists() else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Make resources/catalogue/index.json.")
    parser.add_argument("--version", type=int, default=present_version())
    FILE.write_text(text(parser.parse_args().version), "utf-8")
    sys.stdout.write(f"{FILE}\n")
