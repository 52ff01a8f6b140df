"""``./dev demo``: the whole job, with real processes. Headless it ends in one JSON line of proof."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from day import COMPLETIONS, CORRECTIONS, Day, say
from proof import prove, save_pictures
from stage import Stage
from villagers import villager


def main() -> int:
    """Play the day, or open the window beside the running stage."""
    parser = argparse.ArgumentParser(prog="./dev demo", description=__doc__)
    parser.add_argument("--headless", action="store_true", help="play the day without a window")
    parser.add_argument("--no-network", action="store_true", help="everything goes by stick, enrolment too")
    parser.add_argument("--cases", type=int, default=30, help="cases to take in (at least 13)")
    parser.add_argument("--keep", type=Path, help="keep everything in this folder")
    parser.add_argument("--seed", type=int, default=0, help="which saves are killed")
    arguments = parser.parse_args()
    if arguments.no_network and not arguments.headless:
        parser.error("--no-network plays the day without a window: add --headless")
    if arguments.cases < CORRECTIONS + COMPLETIONS + 1:
        parser.error("too few cases for the corrections and results of the day")
    root = (arguments.keep or Path(tempfile.mkdtemp(prefix="windowdesk-demo-"))).resolve()
    if root.exists() and any(root.iterdir()):
        parser.error(f"{root} is not empty")
    root.mkdir(parents=True, exist_ok=True)
    try:
        if arguments.headless or not os.environ.get("DISPLAY", "") + os.environ.get("WAYLAND_DISPLAY", ""):
            return headless(root, arguments.cases, arguments.seed, network=not arguments.no_network)
        return windowed(root)
    finally:
        if arguments.keep is None:
            shutil.rmtree(root, ignore_errors=True)


def headless(root: Path, cases: int, seed: int, *, network: bool = True) -> int:
    """The day; 0 only if every number is right."""
    began = time.monotonic()
    with Stage(root) as stage:
        tally = Day(stage, cases, seed, network=network).play()
        take_pictures(stage)
    save_pictures(stage.printed, stage.pictures)
    proof = prove(stage.printed, stage.county_data)
    result = {
        "filed": len(tally.filed),
        "receipts": proof.receipts,
        "at_county": proof.at_county,
        "registered": proof.registered,
        "corrections_closed": tally.corrections_closed,
        "delivered": tally.delivered,
        "lost": proof.lost,
        "duplicated": proof.duplicated,
        "blobs_verified": proof.blobs_verified,
        "seconds": round(time.monotonic() - began, 1),
    }
    say(f"断电 {tally.kills} 次，其中 {tally.killed_in_save} 次在保存之后、凭条之前")
    filed = result["filed"]
    right = (
        filed >= cases
        and len(set(tally.filed)) == filed == proof.receipts == proof.at_county == proof.registered
        and (proof.lost, proof.duplicated, proof.blobs_wrong) == (0, 0, 0)
        and proof.blobs_verified > 0
        and (tally.corrections_closed, tally.delivered) == (CORRECTIONS, COMPLETIONS)
    )
    print(json.dumps(result), flush=True)
    return 0 if right else 1


def take_pictures(stage: Stage) -> None:
    """Every page of the window as the clerk of this home sees it."""
    subprocess.run(
        [sys.executable, str(Path(__file__).with_name("window_pictures.py")), str(stage.home), str(stage.pictures)],
        env={**stage.client_environment(), "QT_QPA_PLATFORM": "offscreen"},
        check=True,
        timeout=300,
    )


def windowed(root: Path) -> int:
    """The window beside a running county and simulated devices."""
    with Stage(root, drop_after_commit=0) as stage:
        stage.client("enrol", "--code", stage.new_code(), "--name", "示例村一号电脑")
        stage.client("sync", "--until-settled")
        stage.reader.do(place=villager(0, 62, date.today()).card())  # noqa: DTZ011 - the calendar on the wall
        say("窗口已打开。读卡器上放着一张演示身份证；关闭窗口即结束。")
        say(f"县平台 {stage.county_url}，凭条图片在 {stage.printed}")
        return subprocess.run(stage.client_command("run"), env=stage.client_environment(), check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
