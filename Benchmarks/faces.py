#!/usr/bin/env python3
"""Images a second of fer-data crop on a folder of photographs, against OpenCV's FaceDetectorYN on the same.

    python3 Benchmarks/faces.py FOLDER [--program PATH] [--model FILE] [--rounds 5] [--python PYTHON]

Four contestants, one thread each, taking turns in one run, so that only ratios within it mean anything:

  crop        fer-data crop at its default scales (320, 640, 1280): the whole process, from its start to a synced
              catalog, on a fresh copy of one imported workspace (copying is not timed)
  OpenCV      cv2.imdecode, then FaceDetectorYN at the same three sizes by the same rule, shrunk by INTER_AREA
  crop full   fer-data crop --scales 8192: once, at the picture's own size
  OpenCV full cv2.imdecode, then FaceDetectorYN at the picture's own size

The peer is a process of its own that reads every file and loads the model before its clock starts, and does not
merge the three sizes' faces; the program's time holds its start, loading the model, reading the packs, merging
and the catalog. Both use the score 0.6 and the overlap 0.3. The model is --model or FER_DATA_YUNET.
What is missing is printed as not measured.
"""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from measuring import PROGRAM, machine, measured, required_program

SCALES = (320, 640, 1280)
FULL_SIZE = 8192
SUFFIXES = (".jpg", ".jpeg", ".png")


def sizes(width, height, scales):
    """The sizes of docs/faces.md: long sides of the scales, the short side rounded, never enlarged."""
    longer, found = max(width, height), []
    for scale in scales:
        if scale >= longer:
            found.append((width, height))
            break
        found.append(tuple(max(1, (2 * side * scale + longer) // (2 * longer)) for side in (width, height)))
    return found


def peer(folder, model, scales):
    """The body of a peer's process: prints its own time as JSON."""
    os.environ.setdefault("OPENCV_LOG_LEVEL", "ERROR")
    try:
        import cv2
        import numpy
    except ImportError as error:
        print(json.dumps({"missing": str(error)}))
        return
    cv2.setNumThreads(1)
    files = []
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            files.append(numpy.frombuffer(file.read(), numpy.uint8))
    detector = cv2.FaceDetectorYN.create(model, "", (320, 320), 0.6, 0.3, 5000)
    faces = 0
    started = time.perf_counter()
    for data in files:
        image = cv2.imdecode(data, cv2.IMREAD_COLOR)
        height, width = image.shape[:2]
        for size in sizes(width, height, scales):
            shrunk = image if size == (width, height) else cv2.resize(
                image, size, interpolation=cv2.INTER_AREA)
            detector.setInputSize(size)
            found = detector.detect(shrunk)[1]
            faces += 0 if found is None else len(found)
    seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "faces": faces, "version": cv2.__version__}))


def photographs(folder, place):
    """Copies of the folder's photographs under names of their own, in one class' folder."""
    os.makedirs(place)
    for where, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            if name.lower().endswith(SUFFIXES):
                path = os.path.join(where, name)
                flat = os.path.relpath(path, folder).replace(os.sep, "--")
                shutil.copy(path, os.path.join(place, flat))
    return len(os.listdir(place))


class Contest:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.place = os.path.join(folder, "pictures", "neutral")
        self.count = photographs(options.folder, self.place)
        if not self.count:
            sys.exit(f"{options.folder} holds no photographs ({', '.join(SUFFIXES)})")
        self.workspace = os.path.join(folder, "workspace")
        measured([options.program, "import", os.path.dirname(self.place), "--workspace", self.workspace,
                  "--json", "--quiet"])
        self.seconds, self.faces, self.missing = {}, {}, {}

    def crop(self, name, scales):
        copy = os.path.join(self.folder, "copy")
        shutil.copytree(self.workspace, copy)
        run = measured([self.options.program, "crop", "--workspace", copy, "--model", self.options.model,
                        "--threads", "1", "--list", "--json", "--quiet",
                        "--scales", ",".join(map(str, scales))])
        shutil.rmtree(copy)
        answer = run.json()
        if answer["detected_now"] != self.count:
            sys.exit(f"crop looked at {answer['detected_now']} of {self.count} photographs; "
                     "equal or undecodable files spoil the comparison")
        self.seconds.setdefault(name, []).append(run.seconds)
        self.faces[name] = sum(len(image["faces"]) for image in answer["images"])

    def opencv(self, name, scales):
        command = [self.options.python, os.path.abspath(__file__), self.place, "--peer",
                   ",".join(map(str, scales)), "--model", self.options.model]
        run = subprocess.run(command, capture_output=True, text=True)
        if run.returncode != 0:
            self.missing[name] = (run.stderr.strip().splitlines() or ["it failed"])[-1]
            return
        answer = json.loads(run.stdout)
        if "missing" in answer:
            self.missing[name] = answer["missing"]
            return
        self.seconds.setdefault(name, []).append(answer["seconds"])
        self.faces[name] = answer["faces"]

    def print(self, name):
        if name in self.missing:
            print(f"{name:<12} not measured: {self.missing[name]}")
            return
        best, middle = min(self.seconds[name]), statistics.median(self.seconds[name])
        print(f"{name:<12}{best:>9.3f}{middle:>9.3f}{self.count / best:>13.1f}"
              f"{self.count / middle:>13.1f}{self.faces[name]:>8}")

    def ratio(self, first, other):
        if other in self.missing or first in self.missing:
            return
        rounds = [b / a for a, b in zip(self.seconds[first], self.seconds[other])]
        print(f"{first} is {min(self.seconds[other]) / min(self.seconds[first]):.2f} x {other} at their "
              f"best, {statistics.median(rounds):.2f} x in the middle of {len(rounds)} rounds "
              f"({min(rounds):.2f} - {max(rounds):.2f})")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--program", default=PROGRAM)
    parser.add_argument("--model", default=os.environ.get("FER_DATA_YUNET", ""))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--peer", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peer:
        peer(options.folder, options.model, [int(scale) for scale in options.peer.split(",")])
        return
    if not os.path.isfile(options.model):
        sys.exit("name YuNet's file with --model or FER_DATA_YUNET")
    options.program = required_program(options.program)
    options.model = os.path.abspath(options.model)
    print(machine())
    with tempfile.TemporaryDirectory(prefix="faces-") as folder:
        contest = Contest(options, folder)
        for _ in range(options.rounds):
            contest.crop("crop", SCALES)
            contest.opencv("OpenCV", SCALES)
            contest.crop("crop full", [FULL_SIZE])
            contest.opencv("OpenCV full", [FULL_SIZE])
        print(f"{contest.count} photographs, {options.rounds} rounds\n")
        print(f"{'':<12}{'best s':>9}{'median s':>9}{'best img/s':>13}{'median img/s':>13}{'faces':>8}")
        for name in ("crop", "OpenCV", "crop full", "OpenCV full"):
            contest.print(name)
        print()
        contest.ratio("crop", "OpenCV")
        contest.ratio("crop full", "OpenCV full")
        print("OpenCV's faces of three sizes are not merged: one face may count three times")


if __name__ == "__main__":
    main()
