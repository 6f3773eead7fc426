/// The built-in recipe, the same as `manifests/recipes/baseline.yaml`.
enum Baseline {
  static let recipe = """
    model:
      blocks:
        - convolution: {channels: 32, kernel: 3}
        - batch-normalization
        - activation: relu
        - max-pool: 2
        - convolution: {channels: 64, kernel: 3}
        - batch-normalization
        - activation: relu
        - max-pool: 2
        - convolution: {channels: 128, kernel: 3}
        - batch-normalization
        - activation: relu
        - max-pool: 2
        - convolution: {channels: 256, kernel: 3}
        - batch-normalization
        - activation: relu
        - convolution: {channels: 256, kernel: 3}
        - batch-normalization
        - activation: relu
        - global-pool
        - dropout: 0.2
        - linear

    optimizer: {name: sgd, learning-rate: 0.08, momentum: 0.9, nesterov: true, weight-decay: 0.0005}
    schedule: {name: one-cycle, warmup: 0.3}
    epochs: 14
    batch: 64
    slice: 16
    label-smoothing: 0.05
    augment: true
    """
}
