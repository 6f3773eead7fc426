"""The other contestants of training.py: PyTorch in its modes, ONNX Runtime, OpenVINO."""
import os
import time
import warnings

import torch

import fer_torch

try:
    import onnxruntime
except ImportError:
    onnxruntime = None
try:
    import openvino
except ImportError:
    openvino = None

warnings.filterwarnings("ignore")


def versions():
    """One line of what takes part."""
    words = [f"PyTorch {torch.__version__}"]
    words.append(f"ONNX Runtime {onnxruntime.__version__}" if onnxruntime else "no ONNX Runtime")
    words.append(f"OpenVINO {openvino.__version__.split('-')[0]}" if openvino else "no OpenVINO")
    return ", ".join(words)


class Timed:
    """A contestant: a step that is called over and over. Made at its first turn, which is not counted."""

    def __init__(self, name, batch, make):
        self.name, self.batch, self.make, self.step = name, batch, make, None

    def windows(self, seconds, window=0.5):
        if self.step is None:
            self.step = self.make()
            for _ in range(2):
                self.step()
        self.step()
        speeds, begun = [], time.perf_counter()
        while time.perf_counter() - begun < seconds:
            started, steps = time.perf_counter(), 0
            while time.perf_counter() - started < window:
                self.step()
                steps += 1
            speeds.append(steps * self.batch / (time.perf_counter() - started))
        return speeds


def contestants(blocks, shape, classes, batch, threads, work, with_compile, folder):
    """PyTorch's modes, and for predictions the other runtimes."""
    images = torch.randn(batch, *shape)
    labels = torch.arange(batch) % classes

    def network(layout):
        torch.manual_seed(1)
        return fer_torch.network(blocks, shape, classes).to(memory_format=layout)

    def torch_step(layout, is_compiled):
        def make():
            torch.set_num_threads(threads)
            model, x = network(layout), images.to(memory_format=layout)
            run = torch.compile(model) if is_compiled else model
            return training(model, run, x, labels) if work == "train" else predicting(model, run, x)

        return make

    result = []
    for layout, name in ((torch.contiguous_format, "NCHW"), (torch.channels_last, "channels-last")):
        result.append(Timed(f"PyTorch {name}", batch, torch_step(layout, False)))
        if with_compile:
            result.append(Timed(f"PyTorch compile {name}", batch, torch_step(layout, True)))
    if work == "predict":
        def onnx():
            path = os.path.join(folder, "network.onnx")
            torch.onnx.export(network(torch.contiguous_format).eval(), (images,), path, dynamo=False)
            settings = onnxruntime.SessionOptions()
            settings.intra_op_num_threads = threads
            session = onnxruntime.InferenceSession(path, settings, ["CPUExecutionProvider"])
            feed = {session.get_inputs()[0].name: images.numpy()}
            return lambda: session.run(None, feed)

        def vino(streams):
            def make():
                model = openvino.convert_model(
                    network(torch.contiguous_format).eval(), example_input=images)
                part = batch // streams
                model.reshape([part, *shape])
                compiled = openvino.compile_model(model, "CPU", {
                    "INFERENCE_NUM_THREADS": threads, "NUM_STREAMS": streams,
                    "INFERENCE_PRECISION_HINT": "f32"})
                requests = [compiled.create_infer_request() for _ in range(streams)]
                parts = [images.numpy()[k * part:(k + 1) * part] for k in range(streams)]

                def step():
                    for request, images_of_one in zip(requests, parts):
                        request.start_async([images_of_one])
                    for request in requests:
                        request.wait()

                return step

            return make

        if onnxruntime:
            result.append(Timed("ONNX Runtime", batch, onnx))
        if openvino:
            result.append(Timed("OpenVINO", batch, vino(1)))
            if threads > 1:
                result.append(Timed(f"OpenVINO, {threads} streams", batch, vino(threads)))
    return result


def training(model, run, images, labels):
    """A whole step: forward, loss, backward, and SGD with Nesterov momentum and weight decay."""
    model.train()
    optimizer = torch.optim.SGD(
        model.parameters(), lr=0.01, momentum=0.9, nesterov=True, weight_decay=5e-4)
    loss = torch.nn.CrossEntropyLoss()

    def step():
        optimizer.zero_grad(set_to_none=True)
        loss(run(images), labels).backward()
        optimizer.step()

    return step


def predicting(model, run, images):
    model.eval()

    def step():
        with torch.inference_mode():
            torch.softmax(run(images), 1)

    return step
