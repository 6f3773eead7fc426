"""Pixels beside OpenCV and Albumentations, one thread each, on the same images, in turns.

    python3 Benchmarks/pixels.py [--archive fer2013.tar] [--runs 3] [--cases flip,rotate] [--shapes 48x48x1]

Needs numpy and opencv-python-headless; albumentations is optional. Nothing else should run meanwhile.
"""
import argparse
import json
import os
import subprocess
import tempfile
import time

import pixel_batch
import pixel_peers
from measuring import machine

COUNTS = {"48x48x1": 512, "224x224x3": 48, "224x224x1": 64}


def own_speeds(cases, batch, file):
    """Images a second of each case, in one process of ours."""
    words = [pixel_batch.PROGRAM, "time"] + pixel_batch.shape_words(batch) + [file] + cases
    output = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    return {line["case"]: line["images_per_second"] for line in map(json.loads, output.splitlines())}


def peer_speed(function, images, seconds=0.15):
    """Images a second of a peer: the best of some passes over the batch."""
    if function is None:
        return None
    try:
        function(images[0])
    except ImportError:
        return None
    best, passes, started = float("inf"), 0, time.perf_counter()
    while passes < 3 or time.perf_counter() - started < seconds:
        begun = time.perf_counter()
        for image in images:
            function(image)
        best = min(best, time.perf_counter() - begun)
        passes += 1
    return len(images) / best


def better(old, new):
    return new if old is None else old if new is None else max(old, new)


def number(value):
    return "-" if value is None else f"{value:,.0f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--archive", help="a tar of JPEGs to take the images from; drawn ones without")
    parser.add_argument("--runs", type=int, default=3, help="turns of all contestants")
    parser.add_argument("--cases", help="only these cases, with commas between")
    parser.add_argument("--shapes", help="only these shapes, such as 48x48x1")
    options = parser.parse_args()
    pixel_batch.required()
    print(machine())
    for shape in (options.shapes or "48x48x1,224x224x3,224x224x1").split(","):
        width, height, channels = map(int, shape.split("x"))
        count = COUNTS.get(shape, 64)
        if options.archive:
            batch = pixel_batch.real(options.archive, count, width, height, channels)
        else:
            batch = pixel_batch.drawn(count, width, height, channels)
        images = [image[:, :, 0].copy() if channels == 1 else image.copy() for image in batch]
        peers = [
            peer for peer in pixel_peers.PEERS
            if (peer.shapes is None or shape in peer.shapes)
            and (options.cases is None or peer.case in options.cases.split(","))]
        ours, theirs = {}, {}
        with tempfile.TemporaryDirectory() as folder:
            file = os.path.join(folder, "in.raw")
            batch.tofile(file)
            for _ in range(options.runs):
                for case, speed in own_speeds([peer.case for peer in peers], batch, file).items():
                    ours[case] = better(ours.get(case), speed)
                for peer in peers:
                    for name in ("opencv", "albumentations"):
                        speed = peer_speed(getattr(peer, name), images)
                        theirs[peer.case, name] = better(theirs.get((peer.case, name)), speed)
        print(f"\n{shape}, {count} {'real' if options.archive else 'drawn'} images, images a second")
        print(f"{'case':18}{'fer-data':>12}{'OpenCV':>12}{'ratio':>8}{'Albument.':>12}{'ratio':>8}")
        for peer in peers:
            own, line = ours[peer.case], f"{peer.case:18}{number(ours[peer.case]):>12}"
            for name in ("opencv", "albumentations"):
                other = theirs[peer.case, name]
                line += f"{number(other):>12}" + (f"{own / other:8.2f}" if other else f"{'-':>8}")
            print(line)


if __name__ == "__main__":
    main()
