"""The filters' peers for pixels.py; run alone, how far each filter is from OpenCV, in gray levels.

    python3 Benchmarks/pixel_filters.py [--archive fer2013.tar] [--count 64]

A row per filter and shape: the greatest and the mean difference, and the share of samples that differ.
"""
import argparse
import tempfile

import cv2
import numpy

import pixel_batch
import pixel_peers

GRAY = ["48x48x1", "224x224x1"]
GAMMA = numpy.array([int((v / 255) ** 0.7 * 255 + 0.5) for v in range(256)], numpy.uint8)


def clahe(tiles):
    made = cv2.createCLAHE(2.0, (tiles, tiles))
    return made.apply


def unsharp(image):
    return cv2.addWeighted(image, 2, cv2.GaussianBlur(image, (0, 0), 1), -1, 0)


PEERS = [
    pixel_peers.Peer("median-3", lambda image: cv2.medianBlur(image, 3)),
    pixel_peers.Peer("median-5", lambda image: cv2.medianBlur(image, 5)),
    pixel_peers.Peer("gaussian-1", lambda image: cv2.GaussianBlur(image, (0, 0), 1)),
    pixel_peers.Peer("gaussian-2", lambda image: cv2.GaussianBlur(image, (0, 0), 2)),
    pixel_peers.Peer("bilateral-5", lambda image: cv2.bilateralFilter(image, 5, 25, 2)),
    pixel_peers.Peer("bilateral-9", lambda image: cv2.bilateralFilter(image, 9, 25, 3)),
    pixel_peers.Peer("nl-means", lambda image: cv2.fastNlMeansDenoising(image, None, 10, 7, 21)),
    pixel_peers.Peer("equalize", cv2.equalizeHist, shapes=GRAY),
    pixel_peers.Peer("clahe", clahe(8), shapes=GRAY),
    pixel_peers.Peer("clahe-3", clahe(3), shapes=GRAY),
    pixel_peers.Peer("gamma-0.7", lambda image: cv2.LUT(image, GAMMA)),
    pixel_peers.Peer("unsharp", unsharp),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--archive", help="a tar of JPEGs to take the images from; drawn ones without")
    parser.add_argument("--count", type=int, default=64, help="images of each shape")
    options = parser.parse_args()
    pixel_batch.required()
    print(f"{'filter':14}{'shape':>12}{'greatest':>10}{'mean':>10}{'differ':>10}")
    for shape in ("48x48x1", "224x224x3"):
        width, height, channels = map(int, shape.split("x"))
        size = (options.count, width, height, channels)
        batch = pixel_batch.real(options.archive, *size) if options.archive else pixel_batch.drawn(*size)
        for peer in PEERS:
            if peer.shapes is not None and shape not in peer.shapes:
                continue
            variants = [(peer.case, True)]
            if peer.case.startswith("bilateral"):
                variants.append((peer.case + " (no IPP)", False))
            for name, ipp in variants:
                cv2.ipp.setUseIPP(ipp)
                with tempfile.TemporaryDirectory() as folder:
                    ours = pixel_batch.applied(peer.case, batch, folder)
                images = [image[:, :, 0] if channels == 1 else image for image in batch]
                theirs = numpy.stack([peer.opencv(numpy.ascontiguousarray(i)) for i in images])
                apart = numpy.abs(ours.astype(int) - theirs.reshape(ours.shape))
                print(f"{name:22}{shape:>12}{apart.max():>8}{apart.mean():>10.5f}{(apart > 0).mean():>10.3%}")


if __name__ == "__main__":
    main()
