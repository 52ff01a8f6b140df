"""The stage of a day: every device and the county as real processes, each talking true protocol."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from queue import Empty, Queue
from typing import Any

PASSPHRASE = "demo-only-passphrase"
HERE = Path(__file__).resolve().parent


class Machine:
    """A process that says JSON lines on its output and takes JSON lines on its input."""

    def __init__(self, command: list[str], log: Path, environment: dict[str, str] | None = None) -> None:
        self._log = log.open("ab")
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
        )
        self._said: Queue[dict[str, Any]] = Queue()
        self._listener = threading.Thread(target=self._listen, name=f"listen {command[1:3]}", daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.startswith("{"):
                self._said.put(json.loads(line))

    def says(self, timeout: float = 30.0) -> dict[str, Any]:
        """The next JSON line it says."""
        try:
            return self._said.get(timeout=timeout)
        except Empty:
            raise RuntimeError(f"silent: {self.process.args}") from None

    def tell(self, **words: Any) -> None:
        """Send it one JSON line."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()

    def do(self, **words: Any) -> dict[str, Any]:
        """Tell it and hear its answer.

        Raises:
            RuntimeError: it refused.
        """
        self.tell(**words)
        answer = self.says()
        if "error" in answer:
            raise RuntimeError(f"{words}: {answer}")
        return answer

    def stop(self) -> None:
        """End it, politely first."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.process.wait()
        self._listener.join(5)
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                stream.close()
        self._log.close()


class Stage:
    """County, line, reader and printer around one home folder; everything below ``root``."""

    def __init__(self, root: Path, drop_after_commit: int = 3) -> None:
        self.root = root
        self.home = root / "home"
        self.county_data = root / "county"
        self.printed = root / "printed"
        self.papers = root / "papers"
        self.pictures = root / "pictures"
        self.logs = root / "logs"
        for folder in (self.home, self.printed, self.papers, self.pictures, self.logs):
            folder.mkdir(parents=True, exist_ok=True)
        self.drop_after_commit = drop_after_commit
        self.machines: list[Machine] = []

    def __enter__(self) -> "Stage":
        try:
            self._set()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for machine in reversed(self.machines):
            machine.stop()
        self.machines.clear()

    def _machine(self, name: str, *command: str) -> Machine:
        machine = Machine([sys.executable, *command], self.logs / f"{name}.log")
        self.machines.append(machine)
        return machine

    def _set(self) -> None:
        self.county_json("init")
        catalogue = HERE.parents[1] / "resources" / "catalogue"
        self.county_json("publish-catalogue", str(catalogue))
        server = self._machine(
            "county", "-m", "county", "--data", str(self.county_data),
            "serve", "--port", "0", "--drop-after-commit", str(self.drop_after_commit),
        )  # fmt: skip
        self.county_port = int(server.says()["port"])
        self.line = self._machine("line", str(HERE.parent / "line.py"), "--to", str(self.county_port))
        self.line_port = int(self.line.says()["port"])
        self.reader_path = self.root / "reader"
        self.reader = self._machine("reader", "-m", "windowdesk.devices.simulated_sam", "--link", str(self.reader_path))
        self.reader.says()
        self.printer = self._machine(
            "printer", "-m", "windowdesk.devices.simulated_printer", "--port", "0", "--into", str(self.printed)
        )
        self.printer_port = int(self.printer.says()["port"])
        self._scanner()

    def _scanner(self) -> None:
        """A scanner of our own at the SANE port: the ``test`` backend, found without network probing."""
        folder = self.root / "sane"
        folder.mkdir(exist_ok=True)
        (folder / "dll.conf").write_text("test\n")
        (folder / "test.conf").write_text("number_of_devices 1\nmode Gray\ndepth 8\nresolution 100\n")
        self.scanner_folder = folder
        self.page = 0
        self.next_page()

    def next_page(self) -> None:
        """Another sheet on the glass: each page is a little longer than the last, so no two files are the same."""
        self.page += 1
        self.scanner_address = (
            f"sane:test:0?config={self.scanner_folder}&resolution=75&height={100 + self.page % 190}"
            f"&width={100 + self.page // 190}&test-picture=Grid"
        )

    @property
    def county_url(self) -> str:
        """The county as the station sees it: through the line."""
        return f"http://127.0.0.1:{self.line_port}"

    def county_json(self, *words: str) -> dict[str, Any]:
        """One command of the county office."""
        done = subprocess.run(
            [sys.executable, "-m", "county", "--data", str(self.county_data), "--json", *words],
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"county {words}: {done.stdout} {done.stderr}")
        answer: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
        return answer

    def new_code(self) -> str:
        """An enrolment code from the county office."""
        answer = self.county_json(
            "code", "--name", "示例村便民服务室", "--region", "990101001001", "--agency", "示例镇便民服务中心"
        )
        return str(answer["code"])

    def client_command(self, *words: str) -> list[str]:
        """The command line of one run of the client at this home."""
        return [
            sys.executable, "-m", "windowdesk", "--home", str(self.home), "--county", self.county_url, "--json",
            "--reader", f"serial:{self.reader_path}", "--scanner", self.scanner_address,
            "--printer", f"tcp://127.0.0.1:{self.printer_port}", *words,
        ]  # fmt: skip

    @staticmethod
    def client_environment() -> dict[str, str]:
        """The environment of the client: an unattended key, no keyring of the host."""
        return {**os.environ, "WINDOWDESK_PASSPHRASE": PASSPHRASE}

    def client(self, *words: str, allowed: tuple[int, ...] = (0,)) -> dict[str, Any]:
        """Run one command of the client and read its JSON answer."""
        done = subprocess.run(
            self.client_command(*words),
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
            env=self.client_environment(),
        )
        if done.returncode not in allowed:
            raise RuntimeError(f"windowdesk {words}: exit {done.returncode}\n{done.stdout}\n{done.stderr}")
        lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
        answer: dict[str, Any] = json.loads(lines[-1]) if lines else {}
        return answer | {"exit": done.returncode}

    def client_started(self, *words: str) -> subprocess.Popen[str]:
        """Start a command of the client without waiting for it."""
        return subprocess.Popen(
            self.client_command(*words),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=self.client_environment(),
        )

    def cut_line(self) -> None:
        """Pull the network cable."""
        self.line.do(do="cut")

    def restore_line(self) -> None:
        """Plug it in again."""
        self.line.do(do="open")
