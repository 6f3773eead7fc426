"""Planted label errors: how many of the k most doubtful labels are planted ones, with groups in one fold and without.

    python3 Benchmarks/labels.py fer2013.tar --program .build/release/fer-data --out /tmp/labels --sample 12000

A share of the labels is replaced at random by another class (seeded). Two archives are made of the same pictures: in
"grouped" equal pictures are equal, and lie in one fold; in "plain" every further copy of a picture has one gray level
of its corner changed, so that no group is known and folds are stratified by class alone. With --copies a share of
the pictures is there twice, under the same label, planted or not.

The probabilities are read from the workspace (labels/out-of-fold.safetensors) and ranked by normalized margin. A
dataset has label errors of its own, which count as misses here: the figures are a lower bound.
"""
import argparse
import collections
import hashlib
import io
import json
import os
import random
import struct
import subprocess
import tarfile
import time

import numpy as np
from PIL import Image


def read(path, limit, seed):
    """(class, pixels) of every picture, or of some."""
    pictures = []
    with tarfile.open(path) as tar:
        for member in tar:
            if member.isfile() and member.name.lower().endswith((".jpg", ".png")):
                image = Image.open(io.BytesIO(tar.extractfile(member).read())).convert("L")
                pictures.append((member.name.split("/")[-2], np.asarray(image)))
    random.Random(seed).shuffle(pictures)
    return pictures[:limit]


def plant(pictures, share, copies, seed):
    """(class now, class before, pixels), with copies of some; copies follow their pictures."""
    luck = random.Random(seed + 1)
    classes = sorted({name for name, _ in pictures})
    planted = []
    for name, pixels in pictures:
        now = luck.choice([c for c in classes if c != name]) if luck.random() < share else name
        planted.append((now, name, pixels))
        if luck.random() < copies:
            planted.append((now, name, pixels))
    return planted


def write(pictures, path, changes_copies):
    """The archive; returns for each sample key and label what it was before and whether there is a twin."""
    before, seen = {}, {}
    times = collections.Counter(pixels.tobytes() for _, _, pixels in pictures)
    with tarfile.open(path, "w") as tar:
        for number, (now, was, pixels) in enumerate(pictures):
            has_twin = times[pixels.tobytes()] > 1
            copy = seen[pixels.tobytes()] = seen.get(pixels.tobytes(), -1) + 1
            if changes_copies and copy:
                pixels = pixels.copy()
                pixels[0, 0] = (int(pixels[0, 0]) + copy) % 256
            file = io.BytesIO()
            Image.fromarray(pixels).save(file, "PNG")
            data = file.getvalue()
            key = hashlib.sha256(hashlib.sha256(data).digest()).digest()
            before.setdefault((key, now), []).append((was, has_twin))
            info = tarfile.TarInfo(f"{now}/{number:06}.png")
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return before


def safetensors(path):
    """The tensors and the metadata."""
    kinds = {"F32": np.float32, "I64": np.int64, "U8": np.uint8}
    data = open(path, "rb").read()
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + size])
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        values = np.frombuffer(data[8 + size + begin:8 + size + end], kinds[entry["dtype"]])
        tensors[name] = values.reshape(entry["shape"])
    return tensors, metadata


def margins(p, labels):
    own = p[np.arange(len(labels)), labels].astype(float)
    rest = p.astype(float).copy()
    rest[np.arange(len(labels)), labels] = -1
    return (own - rest.max(axis=1) + 1) / 2


def judge(workspace, before):
    tensors, metadata = safetensors(os.path.join(workspace, "labels", "out-of-fold.safetensors"))
    names = json.loads(metadata["class_names"])
    labels, p = tensors["labels"], tensors["probabilities"]
    known = [before[(bytes(key), names[label])].pop() for key, label in zip(tensors["sample_keys"], labels)]
    was, has_twin = [entry[0] for entry in known], np.array([entry[1] for entry in known])
    is_planted = np.array([names[label] != w for label, w in zip(labels, was)])
    order = np.argsort(margins(p, labels), kind="stable")
    hits = is_planted[order]
    planted = int(is_planted.sum())
    true = np.array([names.index(w) for w in was])
    found = np.zeros(len(labels), bool)
    found[order[:planted]] = True

    def recall(which):
        return float(found[is_planted & which].mean()) if (is_planted & which).any() else None

    return {
        "samples": len(labels), "planted": planted,
        "accuracy_on_labels": float((p.argmax(1) == labels).mean()),
        "accuracy_on_true": float((p.argmax(1) == true).mean()),
        "precision_at": {str(k): float(hits[:k].mean()) for k in (100, 500, 1000, planted) if k <= len(hits)},
        "planted_with_twin": int((is_planted & has_twin).sum()),
        "recall_with_twin": recall(has_twin), "recall_without_twin": recall(~has_twin),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archive")
    parser.add_argument("--program", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--sample", type=int, default=None, help="so many pictures, chosen by the seed")
    parser.add_argument("--flips", type=float, default=0.05)
    parser.add_argument("--copies", type=float, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--arms", default="grouped,plain")
    parser.add_argument("--read-only", action="store_true", help="judge what an earlier run left in --out")
    parser.add_argument("--audit-with", default="audit --labels", help="the command that looks for label errors")
    arguments = parser.parse_args()
    os.makedirs(arguments.out, exist_ok=True)
    pictures = plant(read(arguments.archive, arguments.sample, arguments.seed),
                     arguments.flips, arguments.copies, arguments.seed)
    for arm in arguments.arms.split(","):
        path, workspace = (os.path.join(arguments.out, arm + end) for end in (".tar", ".workspace"))
        before = write(pictures, path, changes_copies=arm == "plain")
        if arguments.read_only:
            print(json.dumps({"arm": arm, **judge(workspace, before)}), flush=True)
            continue
        place = ["--workspace", workspace]
        subprocess.run([arguments.program, "import", path, "--quiet", *place], check=True, stdout=subprocess.DEVNULL)
        began = time.time()
        subprocess.run([arguments.program, *arguments.audit_with.split(), *place], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        print(json.dumps({"arm": arm, "seconds": round(time.time() - began, 1), **judge(workspace, before)}), flush=True)


if __name__ == "__main__":
    main()
