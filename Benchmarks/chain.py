#!/usr/bin/env python3
"""Times import, split, shards and verify of one archive, and peers on the same bytes in the same run.

    python3 Benchmarks/chain.py archive.tar [--program PATH] [--runs 3] [--threads N]

Prints for each verb the wall time (least of the runs), images a second and the peak anonymous memory
(RssAnon, which leaves mapped files out). Peers (Pillow and OpenCV behind tarfile) are timed where they are
installed (pip install pillow opencv-python-headless numpy); a tar is needed for them. Only ratios within one
run mean anything.
"""
import argparse
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time


def measured(command):
    """Runs a command; gives its seconds, its peak RssAnon in KiB and its JSON."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    peak = 0
    status = f"/proc/{process.pid}/status"
    # The output is one small JSON object, so it cannot fill the pipe before the end.
    while process.poll() is None:
        try:
            with open(status) as lines:
                for line in lines:
                    if line.startswith("RssAnon:"):
                        peak = max(peak, int(line.split()[1]))
        except OSError:
            pass
        time.sleep(0.002)
    seconds = time.perf_counter() - started
    output = process.stdout.read()
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} failed with {process.returncode}")
    return seconds, peak, json.loads(output)


def pillow_pass(archive):
    from PIL import Image
    count = 0
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.isfile() and member.name.lower().endswith((".jpg", ".jpeg", ".png")):
                Image.open(io.BytesIO(tar.extractfile(member).read())).convert("L").load()
                count += 1
    return count


def opencv_pass(archive):
    import cv2
    import numpy
    count = 0
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.isfile() and member.name.lower().endswith((".jpg", ".jpeg", ".png")):
                data = numpy.frombuffer(tar.extractfile(member).read(), numpy.uint8)
                cv2.imdecode(data, cv2.IMREAD_GRAYSCALE)
                count += 1
    return count


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archive")
    here = os.path.dirname(os.path.abspath(__file__))
    parser.add_argument("--program", default=os.path.join(here, "../.build/release/fer-data"))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--threads", type=int)
    options = parser.parse_args()
    threads = ["--threads", str(options.threads)] if options.threads else []

    best = {}
    images = 0
    for _ in range(options.runs):
        folder = tempfile.mkdtemp(prefix="fer-data-bench-")
        try:
            workspace = ["--workspace", os.path.join(folder, "w"), "--json", "--quiet"] + threads
            shards = os.path.join(folder, "shards")
            steps = [
                ("import", ["import", options.archive] + workspace),
                ("split", ["split"] + workspace),
                ("shards", ["shards", "--out", shards] + workspace),
                ("verify", ["verify", shards, "--json", "--quiet"] + threads),
            ]
            for name, arguments in steps:
                seconds, peak, result = measured([options.program] + arguments)
                if name == "import":
                    images = result["accepted"]
                old = best.get(name, (float("inf"), 0))
                best[name] = (min(old[0], seconds), max(old[1], peak))
        finally:
            shutil.rmtree(folder)

    print(f"{'step':<28}{'seconds':>9}{'images/s':>11}{'RssAnon MiB':>13}")
    for name, (seconds, peak) in best.items():
        print(f"fer-data {name:<19}{seconds:>9.2f}{images / seconds:>11.0f}{peak / 1024:>13.1f}")
    for name, body in [("tarfile + Pillow decode", pillow_pass), ("tarfile + OpenCV decode", opencv_pass)]:
        try:
            times = []
            for _ in range(options.runs):
                started = time.perf_counter()
                count = body(options.archive)
                times.append(time.perf_counter() - started)
        except (ImportError, tarfile.TarError) as error:
            print(f"{name:<28}  not measured: {error}")
            continue
        seconds = min(times)
        ratio = seconds / best["import"][0] * (images / max(count, 1))
        print(f"{name:<28}{seconds:>9.2f}{count / seconds:>11.0f}   import is {ratio:.1f} × as fast")


if __name__ == "__main__":
    main()
