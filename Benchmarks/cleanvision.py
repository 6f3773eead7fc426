#!/usr/bin/env python3
"""Compares fer-data audit --preset cleanvision with CleanVision itself, image by image.

    python3 Benchmarks/cleanvision.py archive.tar [--program PATH] [--issues CSV]

Prints for each check how many images each flags and on how many they disagree. CleanVision runs on the unpacked
archive, or its results are read from --issues (Imagelab.issues.to_csv). Needs pip install cleanvision pandas.
"""
import argparse
import json
import os
import subprocess
import sys
import tarfile
import tempfile

from measuring import PROGRAM, required_program

CHECKS = {
    "dark": "is_dark_issue", "light": "is_light_issue", "low-information": "is_low_information_issue",
    "blurred": "is_blurry_issue", "odd-aspect": "is_odd_aspect_ratio_issue", "odd-size": "is_odd_size_issue",
    "exact-duplicate": "is_exact_duplicates_issue",
}


def issues(archive, folder):
    from cleanvision import Imagelab
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    lab = Imagelab(data_path=folder)
    lab.find_issues(n_jobs=os.cpu_count(), verbose=False)
    return lab.issues


def flagged(frame, column):
    """The last three parts of the paths of the images that CleanVision flags."""
    return {tail(path) for path in frame.index[frame[column]]} if column in frame else None


def tail(path):
    return "/".join(path.split("/")[-3:])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive")
    parser.add_argument("--program", default=PROGRAM)
    parser.add_argument("--issues")
    options = parser.parse_args()
    program = required_program(options.program)
    import pandas
    with tempfile.TemporaryDirectory() as folder:
        workspace = os.path.join(folder, "w")
        subprocess.run([program, "import", options.archive, "--workspace", workspace, "--quiet"], check=True,
                       stdout=subprocess.DEVNULL)
        found = json.loads(subprocess.run(
            [program, "audit", "--preset", "cleanvision", "--workspace", workspace, "--json", "--quiet"],
            check=True, capture_output=True).stdout)
        frame = pandas.read_csv(options.issues, index_col=0) if options.issues else issues(
            options.archive, os.path.join(folder, "images"))
    ours = {check: set() for check in CHECKS}
    for finding in found["findings"]:
        if finding["check"] in ours:
            ours[finding["check"]].update(tail(sample["name"]) for sample in finding["samples"])
    print(f"{'check':16} {'ours':>6} {'theirs':>6} {'both':>6} {'disagree':>8}")
    for check, column in CHECKS.items():
        theirs = flagged(frame, column)
        if theirs is None:
            print(f"{check:16} {len(ours[check]):6}   none there")
            continue
        print(f"{check:16} {len(ours[check]):6} {len(theirs):6} {len(ours[check] & theirs):6} "
              f"{len(ours[check] ^ theirs):8}")


if __name__ == "__main__":
    main()
