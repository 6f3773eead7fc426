/// The built-in recipe, the same as `manifests/recipes/baseline.yaml`.
enum Baseline {
  static let recipe = """
    model:
      blocks:
        - convolution: {channels: 32, kernel: 3}
        - batch-normalization
        - activation: relu
        - max-pool: 2
        - convolution: {channels: 48, kernel: 3}
        - batch-normalization
        - activation: relu
        - max-pool: 2
        - convolution: {channels: 96, kernel: 3}
        - batch-normalization
        - activation: relu
        - convolution: {channels: 96, kernel: 3}
        - batch-normalization
        - activation: relu
        - max-pool: 2
        - convolution: {channels: 192, kernel: 3}
        - batch-normalization
        - activation: relu
        - convolution: {channels: 192, kernel: 3}
        - batch-normalization
        - activation: relu
        - global-pool
        - dropout: 0.2
        - linear

    optimizer: {name: sgd, learningRate: 0.1, momentum: 0.9, nesterov: true, weightDecay: 0.0005}
    schedule: {name: one-cycle, warmup: 0.25}
    epochs: 12
    batch: 128
    slice: 16
    labelSmoothing: 0.1
    augment: true
    """
}
