#!/usr/bin/env python3
"""Times fer-data import and audit of one archive against CleanVision on the same pictures.

    python3 Benchmarks/audit.py archive.tar [--program PATH] [--runs 3] [--threads N] [--no-peer] [-- AUDIT OPTIONS]
    python3 Benchmarks/audit.py --drawn 1000000 [--temp FOLDER]     drawn images: time and memory

All in one run, taking turns, so that only ratios within it mean anything:

  ours         fer-data import into an empty workspace, then fer-data audit: two whole processes, from their start to
               the stored findings (reading, hashing, decoding, measuring, ledger; duplicates, leaks, quality, drift).
  CleanVision  Imagelab(...).find_issues() on the unpacked folder, with one process and with as many as threads (more
               processes are often slower on small pictures); unpacking and loading its modules are not counted.

CleanVision needs pip install cleanvision; without it only our times are told.
"""
import argparse
import json
import os
import subprocess
import sys
import tarfile
import tempfile

from measuring import PROGRAM, machine, measured, required_program

PEER = """
import json, sys, time
from cleanvision import Imagelab
if __name__ == "__main__":
    started = time.perf_counter()
    lab = Imagelab(data_path=sys.argv[1])
    lab.find_issues(n_jobs=int(sys.argv[2]), verbose=False)
    print(json.dumps({"seconds": time.perf_counter() - started, "images": len(lab.issues)}))
"""


def ours(options, archive, folder):
    """Seconds and peak memory of import and of audit."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        workspace = os.path.join(place, "w")
        threads = ["--threads", str(options.threads)]
        imported = measured([options.program, "import", archive, "--workspace", workspace, "--quiet"] + threads)
        audited = measured(
            [options.program, "audit", "--workspace", workspace, "--quiet", "--json"] + threads + options.audit)
        return imported, audited, len(audited.json()["findings"])


def peer(archive, folder, threads):
    with tempfile.TemporaryDirectory(dir=folder) as place:
        with tarfile.open(archive) as tar:
            tar.extractall(place, filter="data")
        script = os.path.join(place, "peer.py")
        with open(script, "w") as file:
            file.write(PEER)
        result = subprocess.run([sys.executable, script, place, str(threads)], capture_output=True, text=True)
        lines = [line for line in result.stdout.splitlines() if line.startswith("{")]
        return json.loads(lines[-1]) if result.returncode == 0 and lines else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", nargs="?")
    parser.add_argument("--program", default=PROGRAM)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--temp")
    parser.add_argument("--no-peer", action="store_true")
    parser.add_argument("--drawn", type=int)
    own, more = sys.argv[1:], []
    if "--" in own:
        own, more = own[:own.index("--")], own[own.index("--") + 1:]
    options = parser.parse_args(own)
    options.audit = more
    options.program = required_program(options.program)
    print(machine())
    with tempfile.TemporaryDirectory(dir=options.temp) as folder:
        archive = options.archive
        if options.drawn:
            from scale import write_tar
            archive, options.runs, options.no_peer = os.path.join(folder, "drawn.tar"), 1, True
            write_tar(archive, options.drawn)
        if not archive:
            parser.error("name an archive, or --drawn COUNT")
        best = None
        for _ in range(options.runs):
            imported, audited, findings = ours(options, archive, folder)
            total = imported.seconds + audited.seconds
            print(f"import {imported.seconds:7.2f} s ({imported.peak / 1024:.0f} MiB), audit {audited.seconds:7.2f} s "
                  f"({audited.peak / 1024:.0f} MiB), together {total:7.2f} s, {findings} findings")
            best = min(best or total, total)
        if options.no_peer:
            return
        peers = {}
        for processes in sorted({1, options.threads}):
            found = peer(archive, folder, processes)
            if found is None:
                print("CleanVision: not measured (pip install cleanvision)")
                return
            peers[processes] = found["seconds"]
            print(f"CleanVision, {processes} processes: {found['seconds']:.1f} s for {found['images']} images")
        print(f"its better is {min(peers.values()) / best:.1f} times as long as our best")


if __name__ == "__main__":
    main()
