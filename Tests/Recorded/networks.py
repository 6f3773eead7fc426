"""Records what PyTorch computes for small networks: networks.safetensors, which the tests compare with.

    python3 Tests/Recorded/networks.py        # needs torch; the tests need only the file

Every case is a network in a recipe's words, seeded inputs, weights and soft targets in float32, and what PyTorch
makes of them in float64: a layer's output, the logits, the loss, running figures, every parameter's gradient; and,
for whole steps, the parameters after one and two. With each recorded tensor goes PyTorch's own float32 error,
max|a - b| / max|b|, the larger of the contiguous and the channels-last layout: "errors" of the recorded draw, and
"largest" of eight draws of inputs and weights, since the error of a few dozen numbers is a matter of luck. The
values are exact to about 1e-15, so another version of PyTorch gives the same file but for last digits.
"""
import json
import os
import struct
import sys

import numpy
import torch

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../../Benchmarks"))
import fer_torch  # noqa: E402

CLASSES = 3


def around(*layers):
    """The layer after a convolution, whose gradient tells of the layer's own input gradient."""
    return [{"convolution": 3}, *layers, "flatten", "linear"]


def unit(channels, stride=1, activation="relu"):
    return [
        {"convolution": {"channels": channels, "stride": stride}}, "batch-normalization",
        {"activation": activation}]


def residual(channels, stride=1):
    body = unit(channels, stride) + [{"convolution": channels}, "batch-normalization"]
    return [{"residual": {"blocks": body}}, {"activation": "relu"}]


SMALL = (2, 4, 5)
VGG = unit(4) + unit(5) + ["max-pool"] + unit(9) + ["max-pool"] + unit(8) + ["global-pool", "linear"]
RESNET = unit(4) + residual(4) + residual(9, 2) + ["global-pool", "linear"]

# Name, shape of an image, blocks, and the block whose output is recorded.
CASES = [
    (name, SMALL, around({"activation": name}), 1) for name in fer_torch.ACTIVATIONS
] + [
    ("convolution 3x3", SMALL, around({"convolution": 9}), 1),
    ("convolution 5x5", SMALL, around({"convolution": {"channels": 4, "kernel": 5}}), 1),
    ("convolution 1x1", SMALL, around({"convolution": {"channels": 4, "kernel": 1}}), 1),
    ("convolution with stride 2", SMALL, around({"convolution": {"channels": 9, "stride": 2}}), 1),
    ("convolution 1x1 with stride 2", SMALL,
     around({"convolution": {"channels": 9, "kernel": 1, "stride": 2}}), 1),
    ("convolution without padding", SMALL,
     around({"convolution": {"channels": 9, "kernel": 4, "padding": 0}}), 1),
    ("first layer with stride 2", (3, 7, 6),
     [{"convolution": {"channels": 4, "stride": 2}}, "flatten", "linear"], 0),
    ("batch normalization", SMALL, around("batch-normalization"), 1),
    ("normalized and pooled", SMALL, around(
        "batch-normalization", {"activation": "silu"}, "max-pool"), 3),
    ("max pool", SMALL, around("max-pool"), 1),
    ("overlapping max pool", SMALL, around({"max-pool": {"size": 3, "stride": 2}}), 1),
    ("average pool", SMALL, around("average-pool"), 1),
    ("global pool", SMALL, [{"convolution": 3}, "global-pool", "linear"], 1),
    ("residual", SMALL, around({"residual": {"blocks": [{"convolution": 3}]}}), 1),
    ("residual with projection", SMALL, around(
        {"residual": {"blocks": [{"convolution": {"channels": 9, "stride": 2}}]}}), 1),
    ("hidden linear layer", (2, 3, 3),
     ["flatten", {"linear": 12}, {"activation": "elu"}, "linear"], 1),
    ("small vgg", (1, 12, 12), VGG, None),
    ("small resnet", (1, 10, 10), RESNET, None),
    ("depthwise", SMALL, around({"depthwise": 3}), 1),
    ("depthwise 5x5 with stride 2", SMALL, around(
        {"depthwise": {"kernel": 5, "stride": 2}}, "batch-normalization"), 1),
    ("depthwise separable", SMALL, around(
        {"depthwise-separable": {"channels": 4, "activation": "relu"}}), 1),
    ("squeeze-excitation", SMALL, around({"squeeze-excitation": 2}), 1),
    ("hard squeeze-excitation", SMALL, around(
        {"squeeze-excitation": {"ratio": 2, "activation": "hardswish", "gate": "hard-sigmoid"}}), 1),
    ("dense", SMALL, around({"dense": [{"convolution": 6}, {"activation": "relu"}]}), 1),
    ("global max pool", SMALL, [{"convolution": 3}, "global-max-pool", "linear"], 1),
    ("padded max pool", SMALL, around(
        {"max-pool": {"size": 3, "stride": 2, "padding": 1}}), 1),
]

# Name, optimizer as recipes write it. Two steps on the small VGG, label smoothing 0.1.
STEPS = [
    ("sgd", {"name": "sgd", "learning-rate": 0.1, "momentum": 0.9, "nesterov": True,
             "weight-decay": 0.01}),
    ("adamw", {"name": "adamw", "learning-rate": 0.01, "weight-decay": 0.1}),
]
COUNT = 4
LABELS = torch.arange(COUNT) % CLASSES
# How many draws of inputs and weights PyTorch's float32 error is the largest of; the first one is recorded.
DRAWS = 8


def prepared(seed, shape, blocks):
    """Seeded float32 inputs and a network with weights that are away from 0 and 1."""
    torch.manual_seed(seed)
    network = fer_torch.network(blocks, shape, CLASSES)
    with torch.no_grad():
        for name, parameter in network.named_parameters():
            spread = 0.5 if parameter.dim() == 1 else (2 / parameter[0].numel()) ** 0.5
            parameter.normal_(0, spread)
            if parameter.dim() == 1 and name.endswith("weight"):
                parameter.add_(1)
    images = torch.randn(COUNT, *shape)
    targets = torch.rand(COUNT, CLASSES) + 0.1
    shares = torch.rand(COUNT) + 0.25
    return network, images, targets / targets.sum(1, keepdim=True), shares


def passed(network, kind, layout, images, targets, shares, layer):
    """Forward and backward in one arithmetic: everything by name, as float64."""
    state = {name: value.clone() for name, value in network.state_dict().items()}
    network = network.to(kind).to(memory_format=layout).train()
    network.zero_grad()
    kept = []
    if layer is not None:
        network.blocks[layer].register_forward_hook(lambda module, given, made: kept.append(made))
    logits = network(images.to(kind).to(memory_format=layout))
    each = torch.nn.functional.cross_entropy(logits, targets.to(kind), reduction="none")
    weights = shares.to(kind)
    loss = (each * weights).sum() / weights.sum()
    loss.backward()
    found = {"logits": logits, "loss": loss.reshape(1)}
    if kept:
        found["output"] = kept[0]
        network.blocks[layer]._forward_hooks.clear()
    for name, parameter in network.named_parameters():
        found["gradient/" + name] = parameter.grad
    for name, value in network.named_buffers():
        if "running" in name:
            found["running/" + name] = value
    found = {name: value.detach().to(torch.float64).numpy().copy() for name, value in found.items()}
    network.to(torch.float32).load_state_dict(state)
    return found


def stepped(network, kind, layout, images, labels, shares, rule):
    """Two steps of an optimizer: parameters and running figures after each, by name."""
    state = {name: value.clone() for name, value in network.state_dict().items()}
    network = network.to(kind).to(memory_format=layout).train()
    decayed = [p for p in network.parameters() if p.dim() > 1]
    plain = [p for p in network.parameters() if p.dim() == 1]
    groups = [{"params": decayed, "weight_decay": rule["weight-decay"]},
              {"params": plain, "weight_decay": 0}]
    if rule["name"] == "sgd":
        optimizer = torch.optim.SGD(
            groups, lr=rule["learning-rate"], momentum=rule["momentum"], nesterov=rule["nesterov"])
    else:
        optimizer = torch.optim.AdamW(groups, lr=rule["learning-rate"])
    weights, found = shares.to(kind), {}
    for step in (1, 2):
        optimizer.zero_grad()
        each = torch.nn.functional.cross_entropy(
            network(images.to(kind).to(memory_format=layout)), labels, reduction="none",
            label_smoothing=0.1)
        ((each * weights).sum() / weights.sum()).backward()
        optimizer.step()
        for name, value in network.state_dict().items():
            if "num_batches" not in name:
                found[f"after{step}/{name}"] = value.detach().to(torch.float64).numpy().copy()
    network.to(torch.float32).load_state_dict(state)
    return found


def errors(run, exact):
    """The error of float32 by tensor, the larger of the contiguous and the channels-last layout."""
    found = {}
    for layout in (torch.contiguous_format, torch.channels_last):
        for name, value in run(torch.float32, layout).items():
            size = abs(exact[name]).max()
            error = float(abs(value - exact[name]).max() / size) if size > 0 else 0.0
            found[name] = max(found.get(name, 0.0), error)
    return found


def with_errors(drawn):
    """What float64 gives for the first draw; float32's error there, and the largest of all draws."""
    exact, own, most = None, None, {}
    for draw in range(DRAWS):
        run = drawn(draw)
        truth = run(torch.float64, torch.contiguous_format)
        found = errors(run, truth)
        exact, own = exact or truth, own or found
        most = {name: max(error, most.get(name, 0.0)) for name, error in found.items()}
    return exact, rounded(own), rounded(most)


def rounded(figures):
    return {name: float(f"{figure:.3g}") for name, figure in figures.items()}


def write(path, tensors, metadata):
    """A safetensors file: larger elements first, then by name."""
    kinds = {numpy.dtype("float64"): "F64", numpy.dtype("float32"): "F32", numpy.dtype("int64"): "I64"}
    header, data = {"__metadata__": metadata}, b""
    for name in sorted(tensors, key=lambda name: (-tensors[name].itemsize, name)):
        value = numpy.ascontiguousarray(tensors[name])
        header[name] = {
            "dtype": kinds[value.dtype], "shape": list(value.shape),
            "data_offsets": [len(data), len(data) + value.nbytes]}
        data += value.tobytes()
    text = json.dumps(header, separators=(",", ":"), sort_keys=True).encode()
    text += b" " * (-(len(text) + 8) % 64)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def main():
    torch.set_num_threads(1)
    cases, tensors = [], {}

    def record(name, shape, blocks, seed, run, facts):
        """Keeps one case; `run` computes it from what `prepared` gives."""
        def drawn(draw):
            inputs = prepared(seed + 1000 * draw, shape, blocks)
            return lambda kind, layout: run(*inputs, kind, layout)

        exact, own, most = with_errors(drawn)
        network, images, targets, shares = prepared(seed, shape, blocks)
        inputs = {"images": images, "shares": shares}
        inputs |= {"labels": LABELS} if "optimizer" in facts else {"targets": targets}
        inputs |= {"weights/" + key: value.detach() for key, value in network.named_parameters()}
        for key, value in (exact | {key: value.numpy() for key, value in inputs.items()}).items():
            tensors[f"{name}/{key}"] = value
        cases.append({
            "name": name, "shape": shape, "blocks": blocks, "errors": own, "largest": most} | facts)

    for seed, (name, shape, blocks, layer) in enumerate(CASES):
        record(
            name, shape, blocks, seed,
            lambda network, images, targets, shares, kind, layout: passed(
                network, kind, layout, images, targets, shares, layer), {"layer": layer})
    for seed, (name, rule) in enumerate(STEPS):
        record(
            name, (1, 12, 12), VGG, 100 + seed,
            lambda network, images, targets, shares, kind, layout: stepped(
                network, kind, layout, images, LABELS, shares, rule), {"optimizer": rule})
    path = os.path.join(HERE, "networks.safetensors")
    write(path, tensors, {"torch": torch.__version__, "cases": json.dumps(cases, sort_keys=True)})
    print(f"{path}: {len(cases)} cases, {os.path.getsize(path)} bytes")


if __name__ == "__main__":
    main()
