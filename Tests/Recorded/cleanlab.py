"""Records what cleanlab makes of labels and probabilities, for Tests/CurationTests.

    pip install cleanlab==2.9.0
    python3 Tests/Recorded/cleanlab.py > Tests/Recorded/cleanlab.json

Probabilities are multiples of 2^-20, which a JSON number holds exactly; both sides start equal.
cleanlab sorts with numpy's default argsort, whose order of equal values depends on the processor. Here it is made
stable. A case says whether the sort as it is gave the same ("native"): not where equal values decided.
"""
import json
import sys

sys.path.pop(0)  # this folder, whose cleanlab.py would be found first

import numpy as np

import cleanlab
import cleanlab.filter
from cleanlab.count import compute_confident_joint, get_confident_thresholds
from cleanlab.filter import find_label_issues
from cleanlab.rank import get_normalized_margin_for_each_label, get_self_confidence_for_each_label

FILTERS = ["prune_by_noise_rate", "prune_by_class", "both", "confident_learning"]
SCALE = 1 << 20


def drawn(seed, count, classes, sharpness, noise, empty=(), rare=()):
    """Softmax rows around true classes, labels with noise."""
    luck = np.random.default_rng(seed)
    weights = np.array([0.0 if k in empty else 0.03 if k in rare else 1.0 for k in range(classes)])
    true = luck.choice(classes, count, p=weights / weights.sum())
    scores = luck.normal(size=(count, classes))
    scores[np.arange(count), true] += sharpness
    p = np.exp(scores)
    p /= p.sum(axis=1, keepdims=True)
    labels = true.copy()
    flipped = luck.random(count) < noise
    others = [k for k in range(classes) if k not in empty]
    labels[flipped] = luck.choice(others, flipped.sum())
    return labels, np.round(p * SCALE) / SCALE


def few_levels(seed, count, classes, levels):
    """Rows of few different values: many ties."""
    luck = np.random.default_rng(seed)
    p = luck.integers(0, levels + 1, size=(count, classes)) / levels
    return luck.integers(0, classes, count), p


def extreme(seed, count, classes):
    """Zeros and ones, a network too sure of itself."""
    luck = np.random.default_rng(seed)
    labels = luck.integers(0, classes, count)
    p = np.zeros((count, classes))
    p[np.arange(count), np.where(luck.random(count) < 0.8, labels, luck.integers(0, classes, count))] = 1
    return labels, p


CASES = [
    ("two classes", drawn(1, 60, 2, 1.5, 0.15)),
    ("three classes", drawn(2, 200, 3, 1.5, 0.2)),
    ("seven classes", drawn(3, 700, 7, 2, 0.1)),
    ("seven classes, a weak network", drawn(4, 500, 7, 0.5, 0.3)),
    ("seven classes, a rare one", drawn(5, 600, 7, 2, 0.1, rare=(1,))),
    ("a class without samples", drawn(6, 300, 5, 2, 0.15, empty=(2,))),
    ("two classes without samples, the last among them", drawn(7, 300, 6, 2, 0.15, empty=(0, 5))),
    ("eleven classes", drawn(8, 400, 11, 2.5, 0.2)),
    ("fewer samples than classes", drawn(9, 6, 8, 1, 0.5)),
    ("two samples", drawn(10, 2, 3, 1, 0.5)),
    ("no noise", drawn(11, 200, 4, 12, 0)),
    ("nothing but noise", drawn(12, 200, 4, 4, 1)),
    ("ties of four levels", few_levels(13, 240, 4, 4)),
    ("ties of two levels", few_levels(14, 200, 7, 2)),
    ("ties of halves, two classes", few_levels(15, 80, 2, 2)),
    ("zeros and ones", extreme(16, 240, 7)),
    ("all the same row", (np.arange(35) % 7, np.full((35, 7), 0.125))),
    ("all zero", (np.arange(20) % 4, np.zeros((20, 4)))),
    ("the label always", (np.arange(24) % 4, np.eye(4)[np.arange(24) % 4])),
    ("the label never", (np.arange(24) % 4, np.eye(4)[(np.arange(24) + 1) % 4])),
]


def run(labels, p):
    thresholds = get_confident_thresholds(labels, p)
    out = {
        "thresholds": [float(t) for t in thresholds],
        "counts": compute_confident_joint(labels, p, calibrate=False).tolist(),
        "joint": compute_confident_joint(labels, p).tolist(),
        "filters": {}, "ranked": {},
    }
    for name in FILTERS:
        mask = find_label_issues(labels, p, filter_by=name, n_jobs=1)
        out["filters"][name] = np.flatnonzero(mask).tolist()
    for by in ["normalized_margin", "self_confidence"]:
        out["ranked"][by] = find_label_issues(labels, p, return_indices_ranked_by=by, n_jobs=1).tolist()
    return out


def main():
    assert cleanlab.__version__ == "2.9.0", cleanlab.__version__
    native = np.argsort
    cases = []
    for name, (labels, p) in CASES:
        np.argsort = native
        as_it_is = run(labels, p)
        np.argsort = lambda a, *rest, **more: native(a, kind="stable")
        recorded = run(labels, p)
        np.argsort = native
        cases.append({
            "name": name, "native": as_it_is == recorded, "labels": labels.tolist(), "classes": p.shape[1],
            "scale": SCALE, "probabilities": (p * SCALE).astype(int).flatten().tolist(),
            "margins": [float(x) for x in get_normalized_margin_for_each_label(labels, p)][:20],
            "confidences": [float(x) for x in get_self_confidence_for_each_label(labels, p)][:20],
            **recorded,
        })
    for case in cases:
        if not case["native"]:
            print("equal values decide:", case["name"], file=sys.stderr)
    print("[")
    print(",\n".join(json.dumps(case, separators=(",", ":")) for case in cases))
    print("]")


if __name__ == "__main__":
    main()
