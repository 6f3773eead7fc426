"""What other libraries do for each case of pixel-bench: a function of one image (a NumPy array).

`cv2` is OpenCV's own C++ through its Python binding; `albumentations` is a pipeline with every probability 1.
A file of further cases (pixel_filters.py, if there is one) has a list PEERS of its own.
"""
import cv2
import numpy

cv2.setNumThreads(1)


class Peer:
    """A case, what it is called in the table, and the peers' functions; None where a peer has none.

    `shapes` names the batches it is timed on, all of them unless said.
    """

    def __init__(self, case, opencv=None, albumentations=None, shapes=None):
        self.case, self.opencv, self.albumentations = case, opencv, albumentations
        self.shapes = shapes


def rotation(degrees, border, flags=cv2.INTER_LINEAR):
    def rotated(image):
        height, width = image.shape[:2]
        matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), degrees, 1)
        return cv2.warpAffine(image, matrix, (width, height), flags=flags, borderMode=border)

    return rotated


def resized(width, height, how):
    return lambda image: cv2.resize(image, (width, height), interpolation=how)


def added(image):
    return cv2.add(image, (20, 20, 20, 0) if image.ndim == 3 and image.shape[2] == 3 else 20)


GAMMA = numpy.array([round((v / 255) ** 0.8 * 255) for v in range(256)], numpy.uint8)


def pipeline(*steps):
    import albumentations

    return albumentations.Compose([getattr(albumentations, name)(**settings) for name, settings in steps])


def augmenting(*steps):
    """Made when asked for, since the library is optional."""
    made = []

    def run(image):
        if not made:
            made.append(pipeline(*steps))
        return made[0](image=image)["image"]

    return run


FLIP = ("HorizontalFlip", {"p": 1})
ROTATE = ("Rotate", {"limit": 15, "p": 1, "border_mode": cv2.BORDER_REFLECT_101})
LIGHT = ("RandomBrightnessContrast", {"brightness_limit": 0.2, "contrast_limit": 0.2, "p": 1})

PEERS = [
    Peer("flip", lambda image: cv2.flip(image, 1)),
    Peer("rotate", rotation(7.3, cv2.BORDER_REFLECT_101)),
    Peer("rotate-33", rotation(33, cv2.BORDER_REFLECT_101)),
    Peer("rotate-nearest", rotation(7.3, cv2.BORDER_REFLECT_101, cv2.INTER_NEAREST)),
    Peer("brightness", added),
    Peer("contrast", lambda image: cv2.convertScaleAbs(image, alpha=1.2, beta=-25.6)),
    Peer("gamma", lambda image: cv2.LUT(image, GAMMA)),
    Peer("blur", lambda image: cv2.GaussianBlur(image, (7, 7), 1.0)),
    Peer("area-48", resized(48, 48, cv2.INTER_AREA), shapes=["224x224x3", "224x224x1"]),
    Peer("bilinear-112", resized(112, 112, cv2.INTER_LINEAR), shapes=["48x48x1"]),
    Peer("lanczos-112", resized(112, 112, cv2.INTER_LANCZOS4), shapes=["48x48x1"]),
    Peer("policy-flip", None, augmenting(FLIP)),
    Peer("policy-rotation", None, augmenting(ROTATE)),
    Peer("policy-light", None, augmenting(LIGHT)),
    Peer("policy-three", None, augmenting(FLIP, ROTATE, LIGHT)),
    Peer("online-three", None, augmenting(FLIP, ROTATE, LIGHT)),
]

try:
    import pixel_filters

    PEERS = PEERS + pixel_filters.PEERS
except ImportError:
    pass
