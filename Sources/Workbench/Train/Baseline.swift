/// The built-in recipe, the same as `manifests/recipes/baseline.yaml`.
enum Baseline {
  static let recipe = """
    model: {architecture: vgg8}
    optimizer: {name: sgd, learning-rate: 0.1, momentum: 0.9, nesterov: true, weight-decay: 0.0005}
    schedule: {name: one-cycle, warmup: 0.2}
    epochs: 14
    batch: 128
    label-smoothing: 0.1
    augment: true
    test-time: flip
    """
}
