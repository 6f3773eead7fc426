"""A recipe's network in PyTorch: the same layers, and the same parameter names ("blocks.0.weight").

    network = fer_torch.network(recipe["model"]["blocks"], (1, 48, 48), classes=7)

Blocks are read as recipes write them, short ("max-pool") or with every setting. Used by the recorder of the
tests' values and by training.py; needs torch.
"""
from collections import OrderedDict

import torch
from torch import nn

ACTIVATIONS = {
    "relu": nn.ReLU,
    "leaky-relu": lambda: nn.LeakyReLU(0.01),
    "elu": nn.ELU,
    "gelu": lambda: nn.GELU(approximate="tanh"),
    "silu": nn.SiLU,
    "hardswish": nn.Hardswish,
    "mish": nn.Mish,
}


class Linear(nn.Linear):
    """A linear layer that takes pooled 1×1 maps as they are."""

    def forward(self, x):
        return super().forward(x.flatten(1))


class Residual(nn.Module):
    """The sum of a chain and what goes around it."""

    def __init__(self, body, shortcut):
        super().__init__()
        self.body = body
        if shortcut is not None:
            self.shortcut = shortcut

    def forward(self, x):
        return self.body(x) + (self.shortcut(x) if hasattr(self, "shortcut") else x)


class Dense(nn.Module):
    """The input's channels, then those of a chain on it."""

    def __init__(self, body):
        super().__init__()
        self.body = body

    def forward(self, x):
        return torch.cat([x, self.body(x)], 1)


class HardSigmoid(nn.Module):
    """PyTorch's own has a sixth in float32, whatever it computes in."""

    def forward(self, x):
        return (x / 6 + 0.5).clamp(0, 1)


class SqueezeExcitation(nn.Module):
    """Every channel times a gate made of all channels' means (Hu, Shen and Sun, 2018)."""

    def __init__(self, channels, settings):
        super().__init__()
        narrow = max(1, channels // settings.get("ratio", 16))
        self.reduce = nn.Conv2d(channels, narrow, 1)
        self.activation = ACTIVATIONS[settings.get("activation", "relu")]()
        self.expand = nn.Conv2d(narrow, channels, 1)
        self.gate = nn.Sigmoid() if settings.get("gate", "sigmoid") == "sigmoid" else HardSigmoid()

    def forward(self, x):
        means = x.mean((2, 3), keepdim=True)
        return x * self.gate(self.expand(self.activation(self.reduce(means))))


class Network(nn.Module):
    def __init__(self, blocks):
        super().__init__()
        self.blocks = blocks

    def forward(self, x):
        return self.blocks(x).flatten(1)


def network(blocks, shape, classes):
    """The network of a list of blocks for images of a shape (C, H, W), with PyTorch's own first weights."""
    with torch.no_grad():
        chain, _ = sequence(blocks, torch.zeros(2, *shape), classes)
    return Network(chain)


def sequence(blocks, x, classes):
    """The blocks one after the other, and what they make of x; a block's place is its name."""
    words = [parts(block) for block in blocks]
    modules = []
    for index, (name, settings) in enumerate(words):
        normalized = index + 1 < len(words) and words[index + 1][0] == "batch-normalization"
        module = made(name, settings, x, classes, normalized)
        x = module.eval()(x)
        modules.append(module.train())
    return nn.Sequential(*modules), x


def parts(block):
    """A block's name and its settings; a lone value is its main setting."""
    if isinstance(block, str):
        return block, {}
    ((name, settings),) = block.items()
    if isinstance(settings, dict):
        return name, settings
    main = MAIN_SETTING.get(name)
    return name, {} if settings is None else {main: settings}


MAIN_SETTING = {
    "convolution": "channels", "depthwise": "kernel", "depthwise-separable": "channels",
    "max-pool": "size", "average-pool": "size", "activation": "name", "squeeze-excitation": "ratio",
    "dense": "blocks", "dropout": "rate", "linear": "units",
}


def made(name, settings, x, classes, normalized):
    """One block as a module, for an input like x."""
    if name in MAKERS:
        return MAKERS[name](settings, x, classes, normalized)
    raise SystemExit(f"fer_torch.py does not know the block '{name}'; add it there")


def place(settings):
    """Kernel, stride and padding of a convolution."""
    kernel = settings.get("kernel", 3)
    return kernel, settings.get("stride", 1), settings.get("padding", kernel // 2)


def convolution(settings, x, classes, normalized):
    channels = settings["channels"]
    return nn.Conv2d(
        x.shape[1], classes if channels == "classes" else channels, *place(settings),
        bias=settings.get("bias", not normalized))


def depthwise(settings, x, classes, normalized):
    return nn.Conv2d(
        x.shape[1], x.shape[1], *place(settings), groups=x.shape[1],
        bias=settings.get("bias", not normalized))


def separable(settings, x, classes, normalized):
    channels = x.shape[1]
    layers = {"depthwise": nn.Conv2d(channels, channels, *place(settings), groups=channels, bias=False)}
    if "activation" in settings:
        layers["normalization"] = nn.BatchNorm2d(channels)
        layers["activation"] = ACTIVATIONS[settings["activation"]]()
    layers["pointwise"] = nn.Conv2d(channels, settings["channels"], 1, bias=not normalized)
    return nn.Sequential(OrderedDict(layers))


def pooling(kind):
    def make(settings, x, classes, normalized):
        size = settings.get("size", 2)
        return kind(size, settings.get("stride", size), settings.get("padding", 0))

    return make


def residual(settings, x, classes, normalized):
    body, y = sequence(settings["blocks"], x, classes)
    rule = settings.get("shortcut", "automatic")
    if rule == "identity" or (rule == "automatic" and y.shape == x.shape):
        return Residual(body, None)
    stride = next(
        s for s in range(1, 9)
        if all((x.shape[d] - 1) // s + 1 == y.shape[d] for d in (2, 3)))
    shortcut = nn.Sequential(
        nn.Conv2d(x.shape[1], y.shape[1], 1, stride, bias=False), nn.BatchNorm2d(y.shape[1]))
    return Residual(body, shortcut)


def linear(settings, x, classes, normalized):
    return Linear(x[0].numel(), settings.get("units", classes), bias=not normalized)


MAKERS = {
    "convolution": convolution,
    "depthwise": depthwise,
    "depthwise-separable": separable,
    "batch-normalization": lambda settings, x, classes, normalized: (
        nn.BatchNorm1d if x.dim() == 2 else nn.BatchNorm2d)(x.shape[1]),
    "activation": lambda settings, x, classes, normalized: (
        ACTIVATIONS[settings.get("name", "relu")]()),
    "max-pool": pooling(nn.MaxPool2d),
    "average-pool": pooling(nn.AvgPool2d),
    "global-pool": lambda settings, x, classes, normalized: nn.AdaptiveAvgPool2d(1),
    "global-max-pool": lambda settings, x, classes, normalized: nn.AdaptiveMaxPool2d(1),
    "residual": residual,
    "dense": lambda settings, x, classes, normalized: (
        Dense(sequence(settings["blocks"], x, classes)[0])),
    "squeeze-excitation": lambda settings, x, classes, normalized: (
        SqueezeExcitation(x.shape[1], settings)),
    "dropout": lambda settings, x, classes, normalized: nn.Dropout(settings.get("rate", 0.5)),
    "flatten": lambda settings, x, classes, normalized: nn.Flatten(),
    "linear": linear,
}
