"""Records scikit-learn's figures for 1,000 drawn prediction sets: the reference of EvaluationTests.

    python Tests/Recorded/scores.py            # scikit-learn 1.9.1, NumPy 2.4.6; writes scores.f64 beside it
    python Tests/Recorded/scores.py --torch    # compares with torchmetrics 1.9.0 too; needs PyTorch

The sets are drawn by a small linear congruential generator that DrawnPredictions.swift repeats, with exact
arithmetic: 2 to 7 classes, tiny sets, empty classes, labels all of one class, ties, perfect and absurd
certainty. The file holds little-endian doubles: for every set the figures of OVERALL, then those of CLASS
class by class; NaN where a figure is 0/0. torchmetrics computes in single precision, so it cannot be held to
1e-12: the script prints how far it is from what is recorded.
"""

import struct
import sys
import warnings
from pathlib import Path

import numpy as np
from sklearn import calibration, metrics

warnings.filterwarnings("ignore")

CASES = 1000
OVERALL = (
    "accuracy accuracy_at_2 accuracy_at_3 accuracy_at_4 accuracy_at_5 macro_precision macro_recall macro_f1"
    " micro_precision micro_recall micro_f1 weighted_precision weighted_recall weighted_f1 macro_specificity"
    " micro_specificity weighted_specificity macro_accuracy balanced_accuracy matthews_correlation"
    " cohens_kappa macro_roc_auc micro_roc_auc weighted_roc_auc macro_average_precision"
    " micro_average_precision weighted_average_precision log_loss brier_score expected_calibration_error"
    " maximum_calibration_error"
).split()
CLASS = (
    "precision recall specificity accuracy f1 balanced_accuracy matthews_correlation cohens_kappa roc_auc"
    " average_precision log_loss brier_score expected_calibration_error"
).split()


class Draw:
    def __init__(self, seed):
        self.state = seed

    def below(self, count):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % count


def predictions(case):
    """Probabilities are whole numbers of a power of two: exact, and they add up to exactly 1."""
    draw = Draw(case)
    classes = 2 + draw.below(6)
    rows = 1 + draw.below(12) if case % 9 == 8 else 30 + draw.below(170)
    only = draw.below(classes)
    label_classes = classes - 1 if case % 4 == 3 and classes > 2 else classes
    mode = case % 5
    whole = 4096 if case % 2 else 64
    labels, table = [], []
    for _ in range(rows):
        label = draw.below(label_classes)
        if case % 25 == 7:
            label = only
        target = label if draw.below(4) else draw.below(classes)
        counts = [0] * classes
        if case % 50 == 2:  # perfect certainty, always right
            counts[label] = whole
        elif mode == 2 or (mode == 4 and draw.below(8) == 0):  # certainty, absurd when wrong
            counts[target] = whole
        elif mode == 3:  # few levels, so many ties
            for _ in range(8):
                counts[draw.below(classes)] += whole // 8
        else:
            part = whole if mode == 0 else whole // 2
            cuts = sorted(draw.below(part + 1) for _ in range(classes - 1))
            for k, (low, high) in enumerate(zip([0] + cuts, cuts + [part])):
                counts[k] = high - low
            counts[target] += whole - part
        labels.append(label)
        table.append([c / whole for c in counts])
    return np.array(labels), np.array(table), classes


def mean(values, weights=None):
    pairs = [(v, 1 if weights is None else w) for v, w in zip(values, weights or values) if v == v]
    total = sum(w for _, w in pairs)
    return sum(v * w for v, w in pairs) / total if total else np.nan


def calibration_errors(right, confidence, bins=15):
    """Expected and maximum; the maximum is checked against scikit-learn's calibration_curve."""
    place = np.maximum(np.ceil(confidence * bins).astype(int), 1)
    expected, largest = 0.0, 0.0
    for b in range(1, bins + 1):
        inside = place == b
        if inside.any():
            apart = abs(right[inside].sum() - confidence[inside].sum())
            expected += apart
            largest = max(largest, apart / inside.sum())
    true, mean_confidence = calibration.calibration_curve(
        right.astype(int), confidence, n_bins=bins, pos_label=1
    )
    assert abs(np.abs(true - mean_confidence).max() - largest) < 1e-12
    return expected / len(right), largest


def figures(y, p, classes):
    guess, every, rows = p.argmax(1), range(classes), len(y)
    support = [int((y == k).sum()) for k in every]
    taken = [int((guess == k).sum()) for k in every]
    out = {"accuracy": metrics.accuracy_score(y, guess)}
    for average in ("macro", "micro", "weighted"):
        precision, recall, f1, _ = metrics.precision_recall_fscore_support(
            y, guess, average=average, zero_division=0
        )
        out[f"{average}_precision"], out[f"{average}_recall"] = precision, recall
        out[f"{average}_f1"] = f1
    out["balanced_accuracy"] = metrics.balanced_accuracy_score(y, guess)
    moving = max(support) < rows and max(taken) < rows
    out["matthews_correlation"] = metrics.matthews_corrcoef(y, guess) if moving else np.nan
    out["cohens_kappa"] = metrics.cohen_kappa_score(y, guess, labels=list(every))
    out["log_loss"] = metrics.log_loss(y, p, labels=list(every))
    one_hot = np.eye(classes, dtype=int)[y]
    out["brier_score"] = metrics.brier_score_loss(
        y, p, labels=list(every), scale_by_half=False) if classes > 2 else ((p - one_hot) ** 2).sum(1).mean()
    out["expected_calibration_error"], out["maximum_calibration_error"] = calibration_errors(
        guess == y, p.max(1)
    )
    for k in range(2, min(5, classes - 1) + 1):
        # Of equal probabilities scikit-learn puts the last class ahead, ours the first: turn the columns.
        out[f"accuracy_at_{k}"] = metrics.top_k_accuracy_score(
            classes - 1 - y, p[:, ::-1], k=k, labels=list(every)
        )
    out["micro_roc_auc"] = metrics.roc_auc_score(one_hot.ravel(), p.ravel())
    out["micro_average_precision"] = metrics.average_precision_score(one_hot.ravel(), p.ravel())
    ones = []
    for k in every:
        is_class, taken_for, q = (y == k).astype(int), (guess == k).astype(int), p[:, k]
        one = dict.fromkeys(CLASS, np.nan)
        both = 0 < support[k] < rows
        if taken[k]:
            one["precision"] = metrics.precision_score(is_class, taken_for)
        if support[k]:
            one["recall"] = metrics.recall_score(is_class, taken_for)
            one["average_precision"] = metrics.average_precision_score(is_class, q)
            one["log_loss"] = metrics.log_loss(y[y == k], p[y == k], labels=list(every))
        if support[k] < rows:
            one["specificity"] = metrics.recall_score(is_class, taken_for, pos_label=0)
        if support[k] + taken[k]:
            one["f1"] = metrics.f1_score(is_class, taken_for)
        one["accuracy"] = metrics.accuracy_score(is_class, taken_for)
        if both:
            one["balanced_accuracy"] = metrics.balanced_accuracy_score(is_class, taken_for)
            one["roc_auc"] = metrics.roc_auc_score(is_class, q)
            if 0 < taken[k] < rows:
                one["matthews_correlation"] = metrics.matthews_corrcoef(is_class, taken_for)
        one["cohens_kappa"] = metrics.cohen_kappa_score(is_class, taken_for, labels=[0, 1])
        one["brier_score"] = metrics.brier_score_loss(is_class, q, pos_label=1)
        one["expected_calibration_error"] = calibration_errors(is_class, q)[0]
        ones.append(one)
    present = [k for k in every if support[k] + taken[k]]
    out["macro_specificity"] = mean([ones[k]["specificity"] for k in present])
    out["weighted_specificity"] = mean([o["specificity"] for o in ones], support)
    tn, fp = metrics.multilabel_confusion_matrix(y, guess, labels=list(every))[:, 0].sum(0)
    out["micro_specificity"] = tn / (tn + fp)
    out["macro_accuracy"] = mean([ones[k]["accuracy"] for k in present])
    for name in ("roc_auc", "average_precision"):
        out[f"macro_{name}"] = mean([o[name] for o in ones])
        out[f"weighted_{name}"] = mean([o[name] for o in ones], support)
    if all(0 < n < rows for n in support) and classes > 2:
        # scikit-learn averages itself where every class has samples and others.
        for average in ("macro", "weighted"):
            theirs = metrics.roc_auc_score(y, p, multi_class="ovr", average=average)
            assert abs(theirs - out[f"{average}_roc_auc"]) < 1e-12
    return out, ones


def torch_distances(y, p, classes, out, far):
    import torch
    from torchmetrics.functional import classification as their

    q, t = torch.tensor(p), torch.tensor(y)
    found = {}
    for average in ("macro", "micro", "weighted"):
        kind = dict(num_classes=classes, average=average)
        found[f"{average}_f1"] = their.multiclass_f1_score(q, t, **kind)
        found[f"{average}_precision"] = their.multiclass_precision(q, t, **kind)
    if (np.bincount(y, minlength=classes) > 0).all():
        found["macro_specificity"] = their.multiclass_specificity(q, t, num_classes=classes)
        found["balanced_accuracy"] = their.multiclass_accuracy(q, t, num_classes=classes, average="macro")
        for average in ("macro", "weighted"):
            kind = dict(num_classes=classes, average=average)
            found[f"{average}_roc_auc"] = their.multiclass_auroc(q, t, **kind)
            found[f"{average}_average_precision"] = their.multiclass_average_precision(q, t, **kind)
    if out["matthews_correlation"] == out["matthews_correlation"]:
        found["matthews_correlation"] = their.multiclass_matthews_corrcoef(q, t, num_classes=classes)
        found["cohens_kappa"] = their.multiclass_cohen_kappa(q, t, num_classes=classes)
    if p.max() < 1:  # torchmetrics gives a confidence of 1 a bin of its own
        for norm, name in (("l1", "expected"), ("max", "maximum")):
            found[f"{name}_calibration_error"] = their.multiclass_calibration_error(
                q, t, num_classes=classes, n_bins=15, norm=norm
            )
    for name, value in found.items():
        far.setdefault(name, []).append(abs(float(value) - out[name]))


def main():
    far, numbers = {}, []
    for case in range(CASES):
        y, p, classes = predictions(case)
        out, ones = figures(y, p, classes)
        numbers += [out.get(name, np.nan) for name in OVERALL]
        for one in ones:
            numbers += [one[name] for name in CLASS]
        if "--torch" in sys.argv:
            torch_distances(y, p, classes, out, far)
    data = struct.pack(f"<{len(numbers)}d", *map(float, numbers))
    Path(__file__).with_name("scores.f64").write_bytes(data)
    print(f"{len(data)} bytes, {CASES} sets")
    for name, values in sorted(far.items()):
        print(f"torchmetrics {name}: {len(values)} sets, at most {max(values):.1e} apart")


main()
