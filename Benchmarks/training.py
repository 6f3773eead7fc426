"""Training and prediction beside PyTorch, ONNX Runtime and OpenVINO: one run, the same networks, batch and threads.

    python3 Benchmarks/training.py [--networks vgg8,resnet18,mini-xception] [--threads 2,1] [--turns 5]
                                   [--work train,predict] [--batch 128] [--no-compile] [--json FILE]

Build first: cd Benchmarks && swift build -c release --product training-bench. Needs torch; onnxruntime, openvino
and a C++ compiler (for torch.compile) are optional. Contestants take turns; the median of all windows counts.
"""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

import training_peers
from measuring import HERE, machine

PROGRAM = os.path.join(HERE, ".build/release/training-bench")
SHAPE, CLASSES = (1, 48, 48), 7


class Ours:
    """Our own program: a process a turn, which times itself after its warm-up."""

    name = "fer-data"

    def __init__(self, program, recipe, threads, work):
        self.command = [
            program, work, recipe, "x".join(map(str, SHAPE)), str(CLASSES), str(threads)]

    def windows(self, seconds):
        words = self.command + [str(seconds)]
        output = subprocess.run(words, check=True, capture_output=True, text=True).stdout
        return json.loads(output)["images_per_second"]


def described(program, recipe):
    words = [program, "show", recipe, "x".join(map(str, SHAPE)), str(CLASSES)]
    output = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    return json.loads(output)


def peak(threads, folder):
    """GFLOP/s of fused multiply-adds alone; None without a C compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        return None
    program = os.path.join(folder, "peak")
    if not os.path.exists(program):
        source = os.path.join(HERE, "peak.c")
        subprocess.run(
            [compiler, "-O2", "-mavx2", "-mfma", "-ffp-contract=fast", "-pthread", source, "-o", program],
            check=True)
    output = subprocess.run([program, str(threads), "0.5"], check=True, capture_output=True, text=True)
    return float(output.stdout)


def work_of_image(facts, work):
    """Floating-point operations of direct convolutions; the first layer has no gradient of its input."""
    products = facts["multiply_adds"]
    return 2 * (3 * products - facts["first_layer"] if work == "train" else products)


def table(network, work, threads, facts, speeds, limit):
    """Prints the contestants' medians; returns our ratio to the best of the others."""
    print(f"\n{network}, {work}, {threads} thread{'s' if threads > 1 else ''}: "
          f"{facts['parameters']:,} parameters, {facts['multiply_adds'] / 1e6:.1f} M multiply-adds"
          + (f", FMA peak {limit:.0f} GFLOP/s" if limit else ""))
    print(f"  {'':24}{'images/s':>10}{'best':>10}{'GFLOP/s':>10}{'of peak':>9}{'ours is':>9}")
    ours = statistics.median(speeds["fer-data"])
    for name, windows in speeds.items():
        if not windows:
            print(f"  {name:24}{'-':>10}")
            continue
        middle = statistics.median(windows)
        gflops = middle * work_of_image(facts, work) / 1e9
        share = f"{gflops / limit:8.0%}" if limit else f"{'-':>8}"
        print(f"  {name:24}{middle:10,.0f}{max(windows):10,.0f}{gflops:10.0f} {share}{ours / middle:8.2f}x")
    others = {name: statistics.median(w) for name, w in speeds.items() if w and name != "fer-data"}
    if not others:
        return None
    best = max(others, key=others.get)
    print(f"  {ours / others[best]:.2f} times the best of the others ({best})")
    return ours / others[best]


def turns(contestants, options):
    """Every contestant's windows; one that fails is left out from then on, with the reason."""
    speeds = {contestant.name: [] for contestant in contestants}
    for _ in range(options.turns):
        for contestant in list(contestants):
            try:
                speeds[contestant.name] += contestant.windows(options.seconds)
            except Exception as error:  # a peer's own failure must not end the run
                if contestant.name == "fer-data":
                    raise
                print(f"  {contestant.name} failed: {str(error).splitlines()[0][:150]}", file=sys.stderr)
                contestants.remove(contestant)
    return speeds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--networks", default="vgg8,resnet18,mini-xception")
    parser.add_argument("--threads", default="2,1")
    parser.add_argument("--work", default="train,predict")
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--turns", type=int, default=5, help="turns of all contestants")
    parser.add_argument("--seconds", type=float, default=2, help="of one contestant's turn")
    parser.add_argument("--no-compile", action="store_true", help="without torch.compile, which takes minutes")
    parser.add_argument("--only-peers", action="store_true", help="the others alone, from --described FILE")
    parser.add_argument("--described", help="what 'training-bench show' printed, by network, as JSON")
    parser.add_argument("--program", default=PROGRAM)
    parser.add_argument("--json", help="also write all windows there")
    options = parser.parse_args()
    print(machine())
    print(training_peers.versions())
    everything = []
    with tempfile.TemporaryDirectory() as folder:
        for network in options.networks.split(","):
            recipe = os.path.join(folder, f"{network}.json")
            with open(recipe, "w") as file:
                json.dump({
                    "model": {"architecture": network}, "batch": options.batch, "augment": False,
                    "optimizer": {"name": "sgd", "learning-rate": 0.01}}, file)
            if options.only_peers:
                with open(options.described) as file:
                    facts = json.load(file)[network]
            else:
                facts = described(options.program, recipe)
            for threads in map(int, options.threads.split(",")):
                limit = peak(threads, folder)
                for work in options.work.split(","):
                    contestants = training_peers.contestants(
                        facts["recipe"]["model"]["blocks"], SHAPE, CLASSES, options.batch, threads, work,
                        with_compile=not options.no_compile, folder=folder)
                    if not options.only_peers:
                        contestants.insert(0, Ours(options.program, recipe, threads, work))
                    speeds = turns(contestants, options)
                    if options.only_peers:
                        print(network, work, threads, {
                            name: round(statistics.median(w)) for name, w in speeds.items() if w}, flush=True)
                    else:
                        table(network, work, threads, facts, speeds, limit)
                    everything.append({
                        "network": network, "threads": threads, "work": work, "peak": limit,
                        "speeds": speeds})
    if options.json:
        with open(options.json, "w") as file:
            json.dump({"machine": machine(), "runs": everything}, file, indent=1)


if __name__ == "__main__":
    main()
