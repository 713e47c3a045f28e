"""Runs a program and prints, as JSON, what it took: wall and processor time, and its peak memory."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from pathlib import Path


def main():
    task = json.loads(sys.argv[1])
    with tempfile.TemporaryFile() as errors:
        figures = run(task, errors)
        errors.seek(max(0, errors.tell() - 4000))
        figures["said"] = errors.read().decode("utf-8", "replace")
    if figures["code"] == 0:
        figures.update(contents(task["out"]))
    print(json.dumps(figures))


def run(task, errors):
    start = time.perf_counter()
    child = subprocess.Popen(
        task["command"],
        cwd=task["folder"],
        env={**os.environ, **task["env"]},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=errors,
        # A group of its own, so that whatever it starts ends with it.
        start_new_session=True,
    )
    over = threading.Event()

    def end():
        over.set()
        os.killpg(child.pid, signal.SIGKILL)

    def end_when_alone():
        # The benchmark holds the other end, and drops it however it ends.
        os.read(sys.stdin.fileno(), 1)
        os.killpg(child.pid, signal.SIGKILL)

    timer = threading.Timer(task["limit"], end)
    timer.start()
    threading.Thread(target=end_when_alone, daemon=True).start()
    try:
        _, status, usage = os.wait4(child.pid, 0)
    except BaseException:
        os.killpg(child.pid, signal.SIGKILL)
        raise
    finally:
        timer.cancel()
    wall = time.perf_counter() - start
    errors.seek(0, os.SEEK_END)
    # Linux counts in kilobytes, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return {
        "wall": wall,
        "cpu": usage.ru_utime + usage.ru_stime,
        "memory": usage.ru_maxrss * unit,
        "code": os.waitstatus_to_exitcode(status),
        "over": over.is_set(),
    }


def contents(out):
    """Notes and media in all packages of a folder, so that a tool that loses some is found out."""
    notes = media = 0
    for path in Path(out).rglob("*.apkg"):
        with zipfile.ZipFile(path) as package, tempfile.TemporaryDirectory() as folder:
            names = package.namelist()
            name = "collection.anki21" if "collection.anki21" in names else "collection.anki2"
            database = sqlite3.connect(package.extract(name, folder))
            notes += database.execute("select count() from notes").fetchone()[0]
            database.close()
            media += len(json.loads(package.read("media")))
    return {"notes": notes, "media": media}


main()
