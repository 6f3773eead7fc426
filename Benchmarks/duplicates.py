#!/usr/bin/env python3
"""The search for near duplicates against numpy's matrix product on descriptors of the same size.

    python3 Benchmarks/duplicates.py fer2013.tar [--runs 3]

Imports the archive once, then times `fer-data split` with and without near duplicates (mirrors included) on as
many threads as the program takes; the difference is the search with its second decoding. In the same run numpy multiplies two
float32 matrices of 64 numbers a picture, all pairs, twice (as they are and mirrored), and counts what reaches a bound:
what a screen written in numpy would cost: of one pass, where the program makes three (unmoved pairs, and each
picture against the inner part of each other). What hashes of a peer find is measured by scripts/check-duplicates.
"""
import argparse
import os
import tempfile
import time

import numpy as np

import measuring


def numpy_screen(count):
    luck = np.random.default_rng(1)
    left = luck.standard_normal((count, 64), dtype=np.float32) / 8
    mirrored = left * np.where(np.arange(64) % 2, -1, 1).astype(np.float32)
    started, found = time.perf_counter(), 0
    for start in range(0, count, 1024):
        for other in (left, mirrored):
            found += int((left[start:start + 1024] @ other[start:].T >= 0.85).sum())
    return time.perf_counter() - started


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tar")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--program", default=measuring.PROGRAM)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workspace = os.path.join(folder, ".fer-data")
        imported = measuring.measured(
            [options.program, "import", options.tar, "--workspace", workspace, "--quiet"])
        best = {}
        for _ in range(options.runs):
            for method in ("none", "exhaustive", "hashes"):
                # The search before is kept under its digest; another threshold makes it search again.
                for threshold in (["0.951"] if method == "none" else ["0.951", "0.95"]):
                    run = measuring.measured(
                        [options.program, "split", "--near-duplicates", method, "--near-threshold",
                         threshold, "--workspace", workspace, "--json", "--quiet"])
                if method not in best or run.seconds < best[method].seconds:
                    best[method] = run
        near = best["exhaustive"].json()["certificate"]["near_duplicates"]
        count = near["pictures"]
        plain = best["none"].seconds
        print(f"import {imported.seconds:.2f} s; {count} pictures, {near['pairs']} near duplicates")
        for method in ("exhaustive", "hashes"):
            run = best[method]
            pairs = run.json()["certificate"]["near_duplicates"]["pairs"]
            print(f"{method}: {run.seconds - plain:.2f} s beyond a split without ({plain:.2f} s), "
                  f"{pairs} pairs, {run.peak / 1024:.0f} MiB peak")
        seconds = min(numpy_screen(count) for _ in range(options.runs))
        print(f"numpy, the products and the comparison alone: {seconds:.2f} s, "
              f"{count * count / seconds / 1e9:.2f} G pairs/s, mirrors counted; "
              f"the whole search takes {(best['exhaustive'].seconds - plain) / seconds:.2f} of it")


if __name__ == "__main__":
    main()
