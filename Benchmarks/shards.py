#!/usr/bin/env python3
"""Times an archive's way into shards with twice as many training rows, against the pure decode limit and a peer.

    python3 Benchmarks/shards.py archive.tar [--program PATH] [--runs 3] [--threads N] [--policy FILE]

The archive is imported and split once. Then, taking turns in one run, so that only ratios within it mean
anything:

  shards    fer-data shards with oversampling to twice the training originals: every original is read,
            decoded and made canonical, every copy augmented, every row checksummed, written and synced.
  limit     limit.c: libarchive alone, then libjpeg-turbo alone, one thread; nothing is kept.
  peer      tarfile + OpenCV decode + Albumentations (flip, rotation, shift, brightness), as many copies of
            the training images in all, collected into one array; one process, nothing is written.

Images a second are rows for shards and peer, and files for the limit. The limit needs cc, pkg-config and the
headers of libarchive and libjpeg-turbo, the peer albumentations and opencv from PyPI; what is missing is
printed as not measured.
"""
import argparse
import importlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time

from measuring import HERE, PROGRAM, machine, measured, required_program

limits = importlib.import_module("import")


def peer(archive, copies):
    """The peer's process: decodes all, augments as many training images as there are copies; prints its time."""
    try:
        import albumentations
        import cv2
        import numpy
    except ImportError as error:
        print(json.dumps({"missing": str(error)}))
        return
    cv2.setNumThreads(0)
    policy = albumentations.Compose([
        albumentations.HorizontalFlip(p=0.5),
        albumentations.Affine(rotate=(-15, 15), translate_percent=(-0.06, 0.06), p=0.8,
                              border_mode=cv2.BORDER_REFLECT_101),
        albumentations.RandomBrightnessContrast(brightness_limit=0.15, contrast_limit=0, p=0.5),
    ])
    started = time.perf_counter()
    rows, training = [], []
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.isfile() and member.name.lower().endswith(limits.SUFFIXES):
                data = numpy.frombuffer(tar.extractfile(member).read(), numpy.uint8)
                image = cv2.imdecode(data, cv2.IMREAD_GRAYSCALE)
                rows.append(image)
                if "/train/" in member.name:
                    training.append(image)
    for number in range(copies):
        rows.append(policy(image=(training or rows)[number % len(training or rows)])["image"])
    numpy.stack(rows)
    print(json.dumps({"seconds": time.perf_counter() - started, "rows": len(rows)}))


def main():
    if len(sys.argv) == 4 and sys.argv[1] == "--as-peer":
        return peer(sys.argv[2], int(sys.argv[3]))
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archive")
    parser.add_argument("--program", default=PROGRAM)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--threads", type=int)
    parser.add_argument("--policy", default=os.path.join(HERE, "../manifests/augmentation/standard.yaml"))
    options = parser.parse_args()
    program = required_program(options.program)
    threads = ["--threads", str(options.threads)] if options.threads else []
    print(machine(), flush=True)
    folder = tempfile.mkdtemp(prefix="fer-data-bench-")
    try:
        quiet = ["--workspace", os.path.join(folder, "w"), "--json", "--quiet"] + threads
        measured([program, "import", options.archive] + quiet)
        measured([program, "split"] + quiet)
        status = measured([program, "status"] + quiet).json()
        training = [counts["train"] for counts in status["classes"].values() if counts["train"]]
        target = -(-2 * sum(training) // len(training))
        shards = os.path.join(folder, "shards")
        make = [program, "shards", "--out", shards, "--replace", "--balance", "oversample",
                "--balance-to", str(target), "--augmentation", options.policy] + quiet
        limit, missing = limits.build_limit(folder)
        lines, limit_best, peer_best, peer_missing = [], None, None, None
        for _ in range(options.runs):
            run = measured(make)
            splits = run.json()["splits"].values()
            rows = sum(split["rows"] for split in splits)
            originals = sum(split["originals"] for split in splits)
            lines.append((run.seconds, run.peak, rows, originals))
            if limit:
                found = measured([limit, options.archive]).json()
                seconds = found["seconds"]
                if limit_best is None or seconds < limit_best[0]:
                    limit_best = (seconds, found["count"])
            process = subprocess.run(
                [sys.executable, os.path.abspath(__file__), "--as-peer", options.archive,
                 str(rows - originals)], capture_output=True, text=True)
            found = json.loads(process.stdout) if process.returncode == 0 else {"missing": "it failed"}
            peer_missing = found.get("missing")
            if not peer_missing and (peer_best is None or found["seconds"] < peer_best[0]):
                peer_best = (found["seconds"], found["rows"])
    finally:
        shutil.rmtree(folder)

    seconds, peak, rows, originals = min(lines)
    rate = rows / seconds
    print(f"shards  {rows} rows ({originals} originals, {rows - originals} augmented copies): "
          f"{seconds:.2f} s, {rate:.0f} rows/s, RssAnon {peak / 1024:.0f} MiB")
    if limit_best:
        pure = limit_best[1] / limit_best[0]
        print(f"limit   {limit_best[1]} files read and decoded in one thread: {limit_best[0]:.2f} s, "
              f"{pure:.0f} images/s; shards make {rate / pure:.2f} × as many rows a second")
    else:
        print(f"limit   not measured: {missing}")
    if peer_best:
        other = peer_best[1] / peer_best[0]
        print(f"peer    {peer_best[1]} rows: {peer_best[0]:.2f} s, {other:.0f} rows/s; "
              f"shards are {rate / other:.1f} × as fast")
    else:
        print(f"peer    not measured: {peer_missing}")


if __name__ == "__main__":
    main()
