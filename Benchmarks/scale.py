#!/usr/bin/env python3
"""Imports tars of many small drawn images: is the time linear in the count, and does the memory stay put?

    python3 Benchmarks/scale.py [--counts 10000,100000,1000000] [--temp FOLDER] [--program PATH]
                                [--threads N] [-- OPTIONS OF IMPORT]

Each tar holds N different PGM files of 16 × 16 (a member takes 1 KB), in class folders below train, val and
test: faces/train/angry/0000001.pgm. The same N gives the same bytes. Every tar is imported into an empty
workspace; seconds are of the whole process, from its start to the synced catalog. A million members want
about 4 GB of free space in the temporary folder, which is emptied afterwards.
"""
import argparse
import os
import shutil
import sys
import tempfile
import time

from measuring import PROGRAM, machine, measured, required_program

CLASSES = ["angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"]
SPLITS = ["train"] * 8 + ["val", "test"]
SIDE = 16
HEADER = b"P5\n16 16\n255\n"
# What tar, pack, catalog and log take for each image, with room to spare.
BYTES_EACH = 4096


def scrambled(number, factor, modulus=1 << 32):
    """A number in the place of another, each once: the factor is odd."""
    return number * factor % modulus


def drawn_rows():
    """256 different rows of 16 pixels: a bright bar of 16 places, 16 slopes, on a gray ground."""
    rows = []
    for value in range(256):
        place, slope = value & 15, value >> 4
        rows.append(bytes(
            min(255, 40 + 9 * slope + 3 * x + (100 if abs(x - place) < 3 else 0))
            for x in range(SIDE)))
    assert len(set(rows)) == 256
    return rows


def image(number, rows):
    """The image of a number: no two numbers below 2^32 have the same one."""
    first = scrambled(number, 2654435761).to_bytes(4, "little")
    second = scrambled(number, 2246822519).to_bytes(4, "little")
    third = scrambled(number, 3266489917).to_bytes(4, "little")
    fourth = scrambled(number, 668265263).to_bytes(4, "little")
    return HEADER + b"".join([rows[byte] for byte in first + second + third + fourth])


def entry(name, size):
    """A ustar header of a regular file."""
    name = name.encode()
    if len(name) > 100:
        raise ValueError(f"{name} is too long for a ustar header")
    header = bytearray(512)
    header[0:len(name)] = name
    header[100:156] = b"0000644\0" b"0000000\0" b"0000000\0" b"%011o\0" % size + b"00000000000\0" + b" " * 8
    header[156:157] = b"0"
    header[257:265] = b"ustar\00000"
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header)


def write_tar(path, count):
    """Writes the tar of `count` images, a few megabytes at a time."""
    rows = drawn_rows()
    size = len(HEADER) + SIDE * SIDE
    padding = bytes(-size % 512)
    with open(path, "wb") as file:
        part = []
        for number in range(count):
            folder = f"faces/{SPLITS[number % 10]}/{CLASSES[number // 10 % 7]}"
            part += [entry(f"{folder}/{number:07d}.pgm", size), image(number, rows), padding]
            if len(part) >= 3 * 4096:
                file.write(b"".join(part))
                part = []
        part.append(bytes(1024))
        file.write(b"".join(part))


def tree_bytes(folder, wanted):
    """The bytes of the files below a folder whose names are wanted."""
    return sum(
        os.path.getsize(os.path.join(parent, name))
        for parent, _, names in os.walk(folder) for name in names if wanted(name))


def scale_once(options, count, folder):
    archive = os.path.join(folder, f"drawn-{count}.tar")
    workspace = os.path.join(folder, "w")
    started = time.perf_counter()
    write_tar(archive, count)
    os.sync()
    print(f"drew {count} images in {time.perf_counter() - started:.0f} s", file=sys.stderr)
    command = [options.program, "import", archive, "--json", "--quiet", "--workspace", workspace]
    if options.threads:
        command += ["--threads", str(options.threads)]
    run = measured(command + options.rest)
    accepted = run.json()["accepted"]
    if accepted != count:
        sys.exit(f"the import accepted {accepted} of {count} images")
    catalog = tree_bytes(workspace, lambda name: name.startswith("catalog.sqlite"))
    packs = tree_bytes(workspace, lambda name: name.endswith(".tar"))
    shutil.rmtree(workspace)
    os.remove(archive)
    return run, catalog, packs


def main():
    arguments = sys.argv[1:]
    rest = []
    if "--" in arguments:
        place = arguments.index("--")
        arguments, rest = arguments[:place], arguments[place + 1:]
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counts", default="10000,100000,1000000")
    parser.add_argument("--temp", help="where tars and workspaces are made (default: the system's)")
    parser.add_argument("--program", default=PROGRAM)
    parser.add_argument("--threads", type=int)
    options = parser.parse_args(arguments)
    options.program = required_program(options.program)
    options.rest = rest
    try:
        counts = [int(count) for count in options.counts.split(",")]
    except ValueError:
        parser.error(f"--counts takes numbers with commas, not '{options.counts}'")
    if min(counts) < 1 or max(counts) > 9_999_999:
        parser.error("each count must be between 1 and 9999999")

    folder = tempfile.mkdtemp(prefix="fer-data-scale-", dir=options.temp)
    try:
        free = shutil.disk_usage(folder).free
        needed = max(counts) * BYTES_EACH + (256 << 20)
        if free < needed:
            sys.exit(f"{needed >> 20} MiB are needed in {os.path.dirname(folder)} and {free >> 20} MiB"
                     " are free; name another place with --temp or fewer with --counts")
        print(machine())
        print(f"{'images':>9}{'seconds':>10}{'images/s':>10}{'RssAnon MiB':>13}{'catalog MiB':>13}"
              f"{'packs MiB':>11}{'time an image':>15}")
        first = None
        for count in counts:
            run, catalog, packs = scale_once(options, count, folder)
            each = run.seconds / count
            first = first or each
            print(f"{count:>9}{run.seconds:>10.2f}{count / run.seconds:>10.0f}{run.peak / 1024:>13.1f}"
                  f"{catalog / (1 << 20):>13.1f}{packs / (1 << 20):>11.1f}{each / first:>13.2f} ×",
                  flush=True)
        print(f"time an image: against that at {counts[0]} images; 1.00 is linear")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
