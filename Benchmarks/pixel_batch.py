"""Batches of images for pixel-bench: drawn, or those of a tar of JPEGs, all of one shape."""
import os
import subprocess
import sys
import tarfile

import numpy

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.path.join(HERE, ".build/release/pixel-bench")


def drawn(count, width, height, channels):
    """Smooth blobs with edges and grain: as hard to compress as photographs, and the same every time."""
    luck = numpy.random.default_rng(20)
    y, x = numpy.mgrid[0:height, 0:width].astype(numpy.float64)
    batch = numpy.empty((count, height, width, channels), numpy.uint8)
    for image in batch:
        for channel in range(channels):
            picture = numpy.full((height, width), luck.uniform(60, 180))
            for _ in range(6):
                cx, cy = luck.uniform(0, width), luck.uniform(0, height)
                size = luck.uniform(0.05, 0.4) * width
                inside = (x - cx) ** 2 + (y - cy) ** 2 < size * size
                picture += luck.uniform(-70, 70) * inside
                picture += luck.uniform(-40, 40) * numpy.exp(-((x - cx) ** 2 + (y - cy) ** 2) / size**2)
            picture += luck.normal(0, 4, picture.shape)
            image[:, :, channel] = numpy.clip(picture, 0, 255)
    return batch


def real(path, count, width, height, channels):
    """The first images of a tar; where they have another size they are resized by OpenCV, and grays that
    must be colored get a tint."""
    import cv2

    batch = numpy.empty((count, height, width, channels), numpy.uint8)
    found = 0
    with tarfile.open(path) as archive:
        for member in archive:
            if found == count:
                break
            if not member.name.lower().endswith((".jpg", ".jpeg", ".png")):
                continue
            data = numpy.frombuffer(archive.extractfile(member).read(), numpy.uint8)
            flag = cv2.IMREAD_GRAYSCALE if channels == 1 else cv2.IMREAD_COLOR
            image = cv2.imdecode(data, flag)
            if image is None:
                continue
            if image.shape[:2] != (height, width):
                image = cv2.resize(image, (width, height), interpolation=cv2.INTER_CUBIC)
            if channels == 3:
                image = (image * numpy.array([1, 0.93, 0.85])).astype(numpy.uint8)
            batch[found] = image.reshape(height, width, channels)
            found += 1
    if found < count:
        sys.exit(f"{path} has {found} images that can be read, not {count}")
    return batch


def shape_words(batch):
    return [str(batch.shape[2]), str(batch.shape[1]), str(batch.shape[3])]


def applied(case, batch, folder, width=None, height=None):
    """The batch after one case of pixel-bench, as an array of the given size."""
    source, target = os.path.join(folder, "in.raw"), os.path.join(folder, "out.raw")
    batch.tofile(source)
    subprocess.run([PROGRAM, "apply"] + shape_words(batch) + [source, case, target], check=True)
    return numpy.fromfile(target, numpy.uint8).reshape(
        len(batch), height or batch.shape[1], width or batch.shape[2], batch.shape[3])


def required():
    if not os.access(PROGRAM, os.X_OK):
        sys.exit("build first: cd Benchmarks && swift build -c release --product pixel-bench")
