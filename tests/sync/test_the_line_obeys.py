"""The bad line as a process, commanded from outside: the demo uses it so."""

import json
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

LINE = Path(__file__).parents[1] / "line.py"


@pytest.fixture
def echo():
    """A server that gives back what it gets, on a free port."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve():
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                try:
                    while block := connection.recv(4096):
                        connection.sendall(block)
                except OSError:
                    continue

    thread = threading.Thread(target=serve)
    thread.start()
    yield listening.getsockname()[1]
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    thread.join()


@pytest.fixture
def process(echo):
    with subprocess.Popen(
        [sys.executable, str(LINE), "--to", str(echo)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        port = json.loads(running.stdout.readline())["port"]

        def tell(**command):
            running.stdin.write(json.dumps(command) + "\n")
            running.stdin.flush()
            return json.loads(running.stdout.readline())

        yield port, tell
        running.stdin.write('{"do": "quit"}\n')
        running.stdin.close()
        assert running.wait(20) == 0


def through(port, content):
    """What comes back; shorter when the line broke."""
    got = b""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
            connection.sendall(content)
            while len(got) < len(content):
                block = connection.recv(4096)
                if not block:
                    break
                got += block
    except ConnectionError:
        return got
    return got


def test_it_carries_is_cut_and_carries_again(process):
    port, tell = process
    assert through(port, b"hello") == b"hello"
    assert tell(do="cut")["ok"]
    assert through(port, b"hello") == b""
    assert tell(do="open")["ok"]
    assert through(port, b"hello") == b"hello"


def test_it_breaks_after_so_many_bytes_as_often_as_told(process):
    port, tell = process
    tell(do="cut_after", down=3000, times=2)
    assert len(through(port, b"x" * 9000)) < 3000
    assert len(through(port, b"x" * 9000)) < 3000
    assert len(through(port, b"x" * 9000)) == 9000
    count = tell(do="count")
    assert count["cuts"] == 2
    assert count["connections"] == 3


def test_it_answers_in_the_county_s_place(process):
    port, tell = process
    tell(do="answer", status=429, type="application/problem+json", body="{}", headers={"Retry-After": "7"})
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(4096), b""))
    assert answer.startswith(b"HTTP/1.1 429 ")
    assert b"Retry-After: 7\r\n" in answer


def test_an_unknown_command_is_refused(process):
    _, tell = process
    assert not tell(do="explode")["ok"]
