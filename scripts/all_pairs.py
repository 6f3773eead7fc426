"""Brute force over all pairs of pictures on two sides of a split, by numpy alone; for scripts/check-duplicates.

No screen, no bound, nothing of fer-data: every pair of different pictures of different sides is correlated in float32
at every shift from -2 to 2 both ways, as it is and mirrored, over what both then share. A matrix product in float32
is off by some 1e-6 here; every place that comes within `margin` (0.01) of the threshold is computed again from sums
of whole numbers, and its details (what remains without the mean of 7 x 7 pixels) with it. A pair is a near duplicate
when its best place reaches the threshold, rounded to six digits, and its details there correlate by 0.5 or more.
"""
import time

import cv2
import numpy as np

SIDE, SHIFT = 48, 2
PLACES = [(x, y, flag) for flag in (0, 1) for y in range(-SHIFT, SHIFT + 1)
          for x in range(-SHIFT, SHIFT + 1)]


def windows(x, y):
    """What the first and the second picture share where the second is moved by x to the right and y down."""
    return ((slice(max(y, 0), SIDE + min(y, 0)), slice(max(x, 0), SIDE + min(x, 0))),
            (slice(max(-y, 0), SIDE + min(-y, 0)), slice(max(-x, 0), SIDE + min(-x, 0))))


def unit(block):
    flat = block.reshape(len(block), -1).astype(np.float32)
    flat -= flat.mean(1, keepdims=True)
    norm = np.linalg.norm(flat, axis=1, keepdims=True)
    return np.divide(flat, norm, out=np.zeros_like(flat), where=norm > 0)


def is_blank(images):
    """Pictures whose 24 x 24 means deviate by less than a gray level: compared for equality alone."""
    means = images.reshape(len(images), 24, 2, 24, 2).mean((2, 4), dtype=np.float64)
    return means.reshape(len(images), -1).std(1) < 1


def candidates(left, right, least, rows=4096, columns=4096, told=None):
    """(left, right, place) of every place whose float32 correlation is at least `least`."""
    found = []
    began = time.time()
    for number, (x, y, flag) in enumerate(PLACES):
        one, other = windows(x, y)
        units = unit(left[:, one[0], one[1]])
        turned = right[:, :, ::-1] if flag else right
        for start in range(0, len(right), columns):
            block = unit(turned[start:start + columns, other[0], other[1]]).T
            for top in range(0, len(left), rows):
                scores = units[top:top + rows] @ block
                if scores.max() < least:
                    continue
                for row, column in zip(*np.nonzero(scores >= least)):
                    found.append((top + row, start + column, number))
        if told and number % 10 == 9:
            print(f"  {told}: place {number + 1} of {len(PLACES)}, {time.time() - began:.0f} s, "
                  f"{len(found)} places so far", flush=True)
    return found


def correlation(a, b):
    """The correlation of whole numbers from exact sums."""
    a, b = a.astype(np.int64).ravel(), b.astype(np.int64).ravel()
    count = len(a)
    spread = [count * int((v * v).sum()) - int(v.sum()) ** 2 for v in (a, b)]
    if min(spread) <= 0:
        return -1.0
    return (count * int((a * b).sum()) - int(a.sum()) * int(b.sum())) / np.sqrt(spread[0]) / np.sqrt(spread[1])


def rest(image):
    """49 times what remains of a picture without the mean of 7 x 7 pixels, edges repeated."""
    wide = cv2.copyMakeBorder(image, 3, 3, 3, 3, cv2.BORDER_REPLICATE).astype(np.int64)
    sums = sum(wide[y:y + SIDE, x:x + SIDE] for y in range(7) for x in range(7))
    return 49 * image.astype(np.int64) - sums


def judged(left, right, found):
    """The best place of each pair: {(left, right): (correlation, details, place)}, exactly."""
    best = {}
    for row, column, place in found:
        x, y, flag = PLACES[place]
        one, other = windows(x, y)
        second = right[column][:, ::-1] if flag else right[column]
        score = correlation(left[row][one], second[other])
        if score > best.get((row, column), (-1,))[0]:
            best[row, column] = (score, place)
    result = {}
    for (row, column), (score, place) in best.items():
        x, y, flag = PLACES[place]
        one, other = windows(x, y)
        second = rest(right[column])
        second = second[:, ::-1] if flag else second
        result[row, column] = (score, correlation(rest(left[row])[one], second[other]), place)
    return result


def compare(name, left, right, threshold, margin, told=None):
    """Prints what is there, and returns the near duplicates as (left, right, score, details)."""
    began = time.time()
    found = candidates(left, right, threshold - margin, told=told)
    pairs = judged(left, right, found)
    near, close, unlike = [], None, 0
    for (row, column), (score, details, _) in pairs.items():
        if details < 0.5:
            unlike += round(score, 6) >= threshold
        elif round(score, 6) >= threshold:
            near.append((row, column, score, details))
        elif close is None or score > close[2]:
            close = (row, column, score, details)
    print(f"{name}: {len(left)} x {len(right)} = {len(left) * len(right)} pairs at {len(PLACES)} places in "
          f"{time.time() - began:.0f} s: {len(near)} near duplicates; {unlike} more reach {threshold} with "
          f"details that do not agree; the closest below "
          + (f"correlates by {close[2]:.6f}" if close else f"correlates by less than {threshold - margin}"),
          flush=True)
    return near, close


def check(paths, images, identities, sides, published, pairs, threshold, margin=0.01, limit=None):
    """Compares every pair across the split, and, as a control, the published val with the published test.

    paths: the members; images: N x 48 x 48; identities: the digest of each picture's pixels; sides: {digest: sides after the repair};
    published: the same before it; pairs: the program's, {two digests: score}. Returns the number of misses.
    """
    numbers = {}
    for number, identity in enumerate(identities):
        numbers.setdefault(identity, number)
    blank = is_blank(images)

    def on(table, side):
        return [n for i, n in numbers.items() if side in table.get(i, ()) and not blank[n]][:limit]

    def program(one, other):
        return pairs.get(frozenset((identities[one], identities[other])), -1) >= threshold

    misses = 0
    both = [i for i, found in sides.items() if len(found - {None}) > 1]
    print(f"{len(numbers)} different pictures, {sum(blank[n] for n in numbers.values())} blank, "
          f"{len(both)} on two sides themselves")
    # The control: the same search where leaks are known to be must find what the program found, and no more.
    val, test = on(published, 1), on(published, 2)
    shared = set(val) & set(test)
    near, _ = compare("control, published val and test", images[val], images[test], threshold, margin)
    found = {frozenset((val[r], test[c])) for r, c, _, _ in near if val[r] != test[c]}
    own = {frozenset((a, b)) for a in val for b in test if a != b and program(a, b)}
    print(f"  {len(shared)} pictures are in both; of different ones {len(found)} pairs by brute force, {len(own)} by the "
          f"program, {len(found - own)} only by brute force, {len(own - found)} only by the program")
    misses += len(found - own)
    for first, second in ((0, 1), (0, 2), (1, 2)):
        left, right = on(sides, second), on(sides, first)
        names = ("train", "val", "test")
        near, close = compare(f"{names[first]} and {names[second]}", images[left], images[right],
                              threshold, margin, told=names[first] + " and " + names[second])
        misses += len(near)
        for row, column, score, details in near:
            print(f"  missed: {paths[left[row]]} and {paths[right[column]]}, {score:.6f}, details {details:.3f}, "
                  f"unmoved {correlation(images[left[row]], images[right[column]]):.3f}, "
                  f"{'known to' if program(left[row], right[column]) else 'unknown to'} the program")
    print(f"brute force over all pairs on two sides: {misses} missed")
    return misses
