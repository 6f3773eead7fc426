/// The built-in recipe of label errors, the same as `manifests/recipes/probe.yaml`.
///
/// It is to be quick and honest about its doubts rather than as good as can be: few epochs, so that wrong labels are
/// not learnt by heart, and no label smoothing, which would make every distribution flatter.
enum ProbeRecipe {
  static let text = """
    model:
      blocks:
        - convolution: {channels: 16, kernel: 3}
        - batch-normalization
        - activation: relu
        - max-pool: 2
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
        - global-pool
        - linear

    optimizer: {name: adamw, learning-rate: 0.004, weight-decay: 0.01}
    schedule: {name: one-cycle, warmup: 0.3}
    epochs: 8
    batch: 64
    slice: 16
    augment: true
    """
}
