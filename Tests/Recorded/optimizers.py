"""Records what PyTorch (float64) makes of a small network, for Tests/NeuralNetworksTests.

    python3 Tests/Recorded/optimizers.py > Tests/Recorded/optimizers.json

Every case trains the same two-layer network from the same weights on the same twelve images, all of them in every
step, so that their order does not matter. "schedules" are the learning rates of torch.optim.lr_scheduler.
"""
import json
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
generator = torch.Generator().manual_seed(5)


def rounded(*shape, scale=1.0):
    """Values that Float holds exactly, so that both sides start equal."""
    values = torch.randn(*shape, generator=generator) * scale
    return values.to(torch.float32).to(torch.float64)


ROWS, INPUTS, HIDDEN, CLASSES, STEPS = 12, 12, 8, 3, 6
images = rounded(ROWS, INPUTS)
labels = torch.tensor([0, 1, 2, 0, 0, 1, 0, 2, 0, 1, 0, 0])
weights = torch.tensor([0.5, 1, 1.5, 2, 0.25, 1, 1, 0.75, 1.25, 1, 3, 0.5])
start = {
    "blocks.1.weight": rounded(HIDDEN, INPUTS, scale=0.4), "blocks.1.bias": rounded(HIDDEN, scale=0.1),
    "blocks.3.weight": rounded(CLASSES, HIDDEN, scale=0.5), "blocks.3.bias": rounded(CLASSES, scale=0.1),
}

CASES = [
    {"name": "sgd", "optimizer": {"name": "sgd", "learning-rate": 0.1, "momentum": 0, "weight-decay": 0.01}},
    {"name": "momentum", "optimizer": {"name": "sgd", "learning-rate": 0.1, "momentum": 0.9, "nesterov": False,
                                       "weight-decay": 0.01}},
    {"name": "nesterov", "optimizer": {"name": "sgd", "learning-rate": 0.1, "momentum": 0.9, "nesterov": True,
                                       "weight-decay": 0.01}},
    {"name": "adam", "optimizer": {"name": "adam", "learning-rate": 0.02, "weight-decay": 0.05}},
    {"name": "adamw", "optimizer": {"name": "adamw", "learning-rate": 0.02, "weight-decay": 0.05}},
    {"name": "adam with other betas", "optimizer": {"name": "adam", "learning-rate": 0.02, "beta1": 0.8, "beta2": 0.95,
                                                    "epsilon": 1e-3}},
    {"name": "clip-norm", "optimizer": {"name": "sgd", "learning-rate": 0.5}, "clip-norm": 0.2},
    {"name": "clip-norm that never clips", "optimizer": {"name": "sgd", "learning-rate": 0.1}, "clip-norm": 100},
    {"name": "clip-value", "optimizer": {"name": "sgd", "learning-rate": 0.5}, "clip-value": 0.02},
    {"name": "accumulate", "optimizer": {"name": "adamw", "learning-rate": 0.02}, "batch": 4, "accumulate": 3},
    {"name": "accumulate and clip", "optimizer": {"name": "sgd", "learning-rate": 0.5}, "batch": 3, "accumulate": 4,
     "clip-norm": 0.2, "label-smoothing": 0.1},
    {"name": "label smoothing", "optimizer": {"name": "sgd", "learning-rate": 0.1}, "label-smoothing": 0.2},
    {"name": "focal", "optimizer": {"name": "sgd", "learning-rate": 0.2}, "loss": {"name": "focal", "gamma": 2}},
    {"name": "focal, smoothed and weighted", "optimizer": {"name": "sgd", "learning-rate": 0.2},
     "loss": {"name": "focal", "gamma": 0.5}, "label-smoothing": 0.1, "class-weights": [0.5, 2, 3]},
    {"name": "inverse-frequency", "optimizer": {"name": "sgd", "learning-rate": 0.1},
     "class-weights": "inverse-frequency"},
    {"name": "effective-number", "optimizer": {"name": "sgd", "learning-rate": 0.1},
     "class-weights": {"method": "effective-number", "beta": 0.9}},
    {"name": "step schedule", "optimizer": {"name": "sgd", "learning-rate": 0.2},
     "schedule": {"name": "step", "step-size": 2, "gamma": 0.5}},
]


def class_weights(case):
    setting = case.get("class-weights", [1, 1, 1])
    counts = torch.bincount(labels, minlength=CLASSES).to(torch.float64)
    if isinstance(setting, list):
        return torch.tensor(setting, dtype=torch.float64)
    if setting == "inverse-frequency":
        return 1 / counts
    return (1 - setting["beta"]) / (1 - setting["beta"] ** counts)


def optimizer_of(case, parameters):
    s = case["optimizer"]
    decay = s.get("weight-decay", {"sgd": 5e-4, "adam": 0.0, "adamw": 0.01}[s["name"]])
    groups = [
        {"params": [p for n, p in parameters.items() if n.endswith("weight")], "weight_decay": decay},
        {"params": [p for n, p in parameters.items() if n.endswith("bias")], "weight_decay": 0.0},
    ]
    if s["name"] == "sgd":
        momentum = s.get("momentum", 0.9)
        return torch.optim.SGD(groups, lr=s["learning-rate"], momentum=momentum,
                               nesterov=s.get("nesterov", momentum > 0))
    kind = torch.optim.Adam if s["name"] == "adam" else torch.optim.AdamW
    return kind(groups, lr=s["learning-rate"], betas=(s.get("beta1", 0.9), s.get("beta2", 0.999)),
                eps=s.get("epsilon", 1e-8))


def run(case):
    parameters = {n: p.clone().requires_grad_() for n, p in start.items()}
    optimizer = optimizer_of(case, parameters)
    schedule = case.get("schedule")
    scheduler = schedule and torch.optim.lr_scheduler.StepLR(optimizer, schedule["step-size"], schedule["gamma"])
    smoothing = case.get("label-smoothing", 0.0)
    gamma = case.get("loss", {}).get("gamma", 0.0)
    each = weights * class_weights(case)[labels]
    targets = (1 - smoothing) * F.one_hot(labels, CLASSES).to(torch.float64) + smoothing / CLASSES
    losses = []
    for _ in range(STEPS):
        optimizer.zero_grad()
        hidden = F.silu(F.linear(images, parameters["blocks.1.weight"], parameters["blocks.1.bias"]))
        logits = F.linear(hidden, parameters["blocks.3.weight"], parameters["blocks.3.bias"])
        logs = F.log_softmax(logits, dim=1)
        rows = -(targets * (1 - logs.exp()) ** gamma * logs).sum(1)
        loss = (each * rows).sum() / each.sum()
        loss.backward()
        if "clip-norm" in case:
            torch.nn.utils.clip_grad_norm_(parameters.values(), case["clip-norm"])
        if "clip-value" in case:
            torch.nn.utils.clip_grad_value_(parameters.values(), case["clip-value"])
        optimizer.step()
        if scheduler:
            scheduler.step()
        losses.append(loss.item())
    return {"recipe": {k: v for k, v in case.items() if k != "name"}, "name": case["name"], "losses": losses,
            "parameters": {n: p.detach().flatten().tolist() for n, p in parameters.items()}}


SCORES = [0.5, 0.6, 0.6, 0.6, 0.605, 0.6, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7]


def rates(make, count, metric=None):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.2)
    scheduler = make(optimizer)
    found = []
    for index in range(count):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step(metric[index]) if metric else scheduler.step()
    return found


L = torch.optim.lr_scheduler
SCHEDULES = [
    # settings, steps an epoch, epochs, rates of the epochs' first steps (of every step for one step an epoch)
    ({"name": "constant"}, 1, 20, lambda o: L.ConstantLR(o, factor=1.0)),
    ({"name": "step", "step-size": 5, "gamma": 0.1}, 3, 20, lambda o: L.StepLR(o, 5, 0.1)),
    ({"name": "multi-step", "milestones": [3, 4, 11], "gamma": 0.5}, 3, 20, lambda o: L.MultiStepLR(o, [3, 4, 11], 0.5)),
    ({"name": "exponential", "gamma": 0.9}, 3, 20, lambda o: L.ExponentialLR(o, 0.9)),
    ({"name": "cosine", "minimum-learning-rate": 1e-6}, 1, 20, lambda o: L.CosineAnnealingLR(o, 19, 1e-6)),
    ({"name": "cosine", "minimum": 0.1}, 1, 20, lambda o: L.CosineAnnealingLR(o, 19, 0.02)),
]
PLATEAUS = [
    ({"name": "reduce-on-plateau", "factor": 0.5, "patience": 2, "min-delta": 0.01},
     lambda o: L.ReduceLROnPlateau(o, "max", 0.5, 2, threshold=0.01, threshold_mode="abs", eps=0)),
    ({"name": "reduce-on-plateau", "factor": 0.1, "patience": 0, "min-delta": 0, "minimum-learning-rate": 0.003},
     lambda o: L.ReduceLROnPlateau(o, "max", 0.1, 0, threshold=0, threshold_mode="abs", min_lr=0.003, eps=0)),
]

print(json.dumps({
    "torch": torch.__version__.split("+")[0], "steps": STEPS, "images": images.flatten().tolist(),
    "labels": labels.tolist(), "weights": weights.tolist(),
    "start": {n: p.flatten().tolist() for n, p in start.items()},
    "cases": [run(case) for case in CASES],
    "scores": SCORES,
    "schedules": [{"schedule": s, "steps": n, "epochs": e, "rates": rates(make, e)} for s, n, e, make in SCHEDULES]
    + [{"schedule": s, "steps": 3, "epochs": 20, "rates": rates(make, 20, SCORES), "watches": True}
       for s, make in PLATEAUS],
}))
