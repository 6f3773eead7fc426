#!/usr/bin/env python3
"""Times fer-data import of one archive against peers that only read and decode, and against the limit.

    python3 Benchmarks/import.py archive.tar [--program PATH] [--runs 5] [--threads N] [--python PYTHON]

All in one run, taking turns, so that only ratios within it mean anything:

  import    fer-data import into an empty workspace: the whole process, from its start to a synced catalog
            (reading, hashing, decoding, measuring, packs, ledger).
  OpenCV    tarfile + cv2.imdecode to gray; only reading and decoding, nothing is kept.
  Pillow    tarfile + Image.convert("L"); the same.
  limit     limit.c: libarchive alone, then libjpeg-turbo alone, one thread; nothing is kept.

Each peer is a process of its own that times itself after its modules are loaded, so a peer's start is not
counted while the import's is. Peers need pip install pillow opencv-python-headless numpy (--python names
the interpreter that has them); the limit needs cc, pkg-config and the headers of libarchive and
libjpeg-turbo. What is missing is printed as not measured.
"""
import argparse
import io
import json
import os
import shlex
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time

from measuring import HERE, PROGRAM, machine, measured, required_program

SUFFIXES = (".jpg", ".jpeg", ".png")


def pillow():
    from PIL import Image, __version__

    def decode(data):
        Image.open(io.BytesIO(data)).convert("L").load()
    return decode, f"Pillow {__version__}"


def opencv():
    import cv2
    import numpy

    def decode(data):
        if cv2.imdecode(numpy.frombuffer(data, numpy.uint8), cv2.IMREAD_GRAYSCALE) is None:
            raise ValueError("not decoded")
    return decode, f"OpenCV {cv2.__version__}"


def peer(name, archive):
    """The body of a peer's process: prints its own time as JSON."""
    try:
        decode, version = {"Pillow": pillow, "OpenCV": opencv}[name]()
    except ImportError as error:
        print(json.dumps({"missing": str(error)}))
        return
    count = failed = 0
    started = time.perf_counter()
    try:
        with tarfile.open(archive) as tar:
            for member in tar:
                if member.isfile() and member.name.lower().endswith(SUFFIXES):
                    data = tar.extractfile(member).read()
                    count += 1
                    try:
                        decode(data)
                    except Exception:
                        failed += 1
    except tarfile.TarError as error:
        print(json.dumps({"missing": f"not a tar: {error}"}))
        return
    seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "count": count, "failed": failed, "version": version}))


def build_limit(folder):
    """The limit's program, or why there is none."""
    program = os.path.join(folder, "limit")
    try:
        flags = subprocess.run(
            ["pkg-config", "--cflags", "--libs", "libarchive", "libturbojpeg"],
            capture_output=True, text=True, check=True).stdout
        subprocess.run(
            ["cc", "-O2", os.path.join(HERE, "limit.c"), *shlex.split(flags), "-o", program],
            capture_output=True, text=True, check=True)
    except FileNotFoundError as error:
        return None, f"{error.filename} is not installed"
    except subprocess.CalledProcessError as error:
        return None, (error.stderr.strip().splitlines() or ["cc failed"])[-1]
    return program, None


class Line:
    """The runs of one contestant."""

    def __init__(self, name):
        self.name, self.missing, self.version = name, None, ""
        self.seconds, self.peaks, self.count, self.failed = [], [], 0, 0
        self.read, self.decode = [], []

    def add(self, seconds, peak, count, failed=0):
        self.seconds.append(seconds)
        self.peaks.append(peak)
        self.count, self.failed = count, failed

    def rate(self, seconds):
        return self.count / seconds if seconds > 0 else 0

    def text(self):
        if self.missing or not self.seconds:
            return f"{self.name:<10}  not measured: {self.missing or 'no runs'}"
        best, middle = min(self.seconds), statistics.median(self.seconds)
        return (f"{self.name:<10}{best:>9.3f}{middle:>9.3f}{self.rate(best):>12.0f}"
                f"{self.rate(middle):>12.0f}{max(self.peaks) / 1024:>13.1f}  {self.version}")


def import_once(options, folder, line):
    workspace = tempfile.mkdtemp(prefix="import-", dir=folder)
    command = [options.program, "import", options.archive, "--json", "--quiet",
               "--workspace", os.path.join(workspace, "w")]
    if options.threads:
        command += ["--threads", str(options.threads)]
    os.sync()
    run = measured(command)
    result = run.json()
    if result["accepted"] == 0:
        sys.exit(f"the import accepted none of the members of {options.archive}")
    line.add(run.seconds, run.peak, result["accepted"])
    shutil.rmtree(workspace)


def peer_once(options, line):
    run = measured(
        [options.python, os.path.abspath(__file__), "--peer", line.name, options.archive],
        must_succeed=False)
    if run.status != 0:
        line.missing = (run.errors.strip().splitlines() or [f"ended with {run.status}"])[-1]
        return
    result = run.json()
    line.missing = result.get("missing")
    if line.missing is None:
        line.version = result["version"]
        line.add(result["seconds"], run.peak, result["count"], result["failed"])


def limit_once(program, options, line):
    run = measured([program, options.archive], must_succeed=False)
    if run.status != 0:
        line.missing = (run.errors.strip().splitlines() or [f"ended with {run.status}"])[-1]
        return
    result = run.json()
    if result["decoded"] == 0:
        line.missing = "the archive holds no JPEGs"
        return
    line.add(result["seconds"], run.peak, result["count"], result["failed"])
    line.read.append(result["read_seconds"])
    line.decode.append(result["decode_seconds"])


def ratio(importing, other, pick):
    """How many times as many images a second the import takes."""
    return importing.rate(pick(importing.seconds)) / other.rate(pick(other.seconds))


def main():
    if len(sys.argv) == 4 and sys.argv[1] == "--peer":
        return peer(sys.argv[2], sys.argv[3])
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive")
    parser.add_argument("--program", default=PROGRAM)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--threads", type=int)
    parser.add_argument("--python", default=sys.executable, help="the interpreter that has the peers")
    parser.add_argument("--temp", help="where the workspaces are made (default: the system's)")
    options = parser.parse_args()
    options.program = required_program(options.program)
    if options.runs < 1:
        parser.error("--runs must be positive")
    if not os.path.isfile(options.archive):
        parser.error(f"there is no archive {options.archive}")

    print(machine())
    importing, limit = Line("import"), Line("limit")
    peers = [Line("OpenCV"), Line("Pillow")]
    folder = tempfile.mkdtemp(prefix="fer-data-bench-", dir=options.temp)
    try:
        program, limit.missing = build_limit(folder)
        with open(options.archive, "rb") as file:  # into the page cache, for all alike
            while file.read(1 << 22):
                pass
        for turn in range(options.runs):
            import_once(options, folder, importing)
            for line in peers:
                if line.missing is None:
                    peer_once(options, line)
            if limit.missing is None:
                limit_once(program, options, limit)
            print(f"turn {turn + 1} of {options.runs}", file=sys.stderr)
    finally:
        shutil.rmtree(folder)

    print(f"{options.runs} turns, {importing.count} images accepted")
    print(f"{'':<10}{'best s':>9}{'median s':>9}{'best img/s':>12}{'median':>12}{'RssAnon MiB':>13}")
    for line in [importing, *peers, limit]:
        print(line.text())
        if line.failed:
            print(f"{'':<10}  {line.failed} of {line.count} not decoded")
        if line.read:
            print(f"{'':<10}  of its best: reading {min(line.read):.3f} s"
                  f" ({line.rate(min(line.read)):.0f}/s), decoding {min(line.decode):.3f} s"
                  f" ({line.rate(min(line.decode)):.0f}/s)")
    for line in [*peers, limit]:
        if line.seconds:
            print(f"import : {line.name:<7} {ratio(importing, line, min):6.2f} × the images a second"
                  f" by the best, {ratio(importing, line, statistics.median):.2f} × by the median")


if __name__ == "__main__":
    main()
