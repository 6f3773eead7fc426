extension GradientTests {
  /// Models of depthwise convolutions, gates, joined channels and padded poolings, at odd sizes.
  static let blockModels: [(name: String, channels: Int, height: Int, width: Int, blocks: String)] =
    [
      (
        "depthwise", 2, 7, 9,
        #"[{"convolution": 9}, "depthwise", {"activation": "relu"}, {"depthwise": {"kernel": 5, "stride": 2}}, "batch-normalization", {"activation": "silu"}, "global-pool", "linear"]"#
      ),
      (
        "depthwise of many kernels", 1, 11, 13,
        #"[{"convolution": 17}, {"depthwise": {"stride": 2}}, "batch-normalization", {"depthwise": {"kernel": 4, "stride": 3, "padding": 3, "bias": true}}, {"activation": "elu"}, {"depthwise": 7}, {"depthwise": {"kernel": 2, "padding": 0}}, {"depthwise": {"kernel": 1, "stride": 2}}, "flatten", "linear"]"#
      ),
      (
        "depthwise of the image", 3, 6, 5,
        #"["depthwise", "batch-normalization", {"activation": "relu"}, {"convolution": 6}, "global-max-pool", "linear"]"#
      ),
      (
        "depthwise separable", 1, 8, 7,
        #"[{"convolution": 8}, "batch-normalization", {"activation": "gelu"}, {"depthwise-separable": {"channels": 20, "activation": "silu"}}, "batch-normalization", {"depthwise-separable": 12}, "global-max-pool", "linear"]"#
      ),
      (
        "depthwise residual", 1, 6, 6,
        #"[{"convolution": 12}, {"residual": {"blocks": ["depthwise", "batch-normalization", {"activation": "mish"}, "depthwise"]}}, {"residual": {"blocks": [{"depthwise-separable": {"channels": 24, "stride": 2}}]}}, "global-pool", "linear"]"#
      ),
      (
        "squeeze and excitation", 1, 7, 6,
        #"[{"convolution": 12}, "batch-normalization", {"activation": "relu"}, {"residual": {"blocks": [{"convolution": 12}, "batch-normalization", {"squeeze-excitation": {"ratio": 4, "gate": "hard-sigmoid", "activation": "silu"}}]}}, {"squeeze-excitation": 3}, "global-pool", "linear"]"#
      ),
      (
        "squeeze and excitation of the image", 3, 5, 5,
        #"[{"squeeze-excitation": 1}, {"convolution": 5}, "squeeze-excitation", "global-pool", "linear"]"#
      ),
      (
        "dense", 1, 8, 6,
        #"[{"convolution": 5}, {"dense": [{"convolution": 6}, "batch-normalization", {"activation": "relu"}]}, {"dense": {"blocks": [{"convolution": {"channels": 16, "kernel": 1}}, {"convolution": 14}]}}, "batch-normalization", "max-pool", {"dense": [{"depthwise-separable": 3}]}, "global-pool", "linear"]"#
      ),
      (
        "dense on whole blocks", 8, 5, 5,
        #"[{"dense": [{"convolution": 8}]}, {"activation": "relu"}, {"dense": [{"dense": ["batch-normalization", {"activation": "relu"}, {"convolution": 9}]}]}, "global-pool", "linear"]"#
      ),
      (
        "maximum of channels", 1, 5, 6,
        #"[{"convolution": 8}, "batch-normalization", "global-max-pool", {"residual": {"blocks": ["global-max-pool", {"convolution": {"channels": 8, "kernel": 1}}]}}, "linear"]"#
      ),
      (
        "padded pooling", 1, 9, 12,
        #"[{"convolution": 9}, "batch-normalization", {"max-pool": {"size": 3, "stride": 2, "padding": 1}}, {"convolution": 8}, {"max-pool": {"size": 2, "stride": 2, "padding": 1}}, {"residual": {"blocks": [{"max-pool": {"size": 5, "stride": 2, "padding": 2}}, {"convolution": 8}], "shortcut": "projection"}}, "flatten", "linear"]"#
      ),
      (
        "mini-xception in small", 1, 11, 12,
        #"[{"convolution": {"channels": 8, "padding": 0}}, "batch-normalization", {"activation": "relu"}, {"residual": {"blocks": [{"depthwise-separable": 16}, "batch-normalization", {"activation": "relu"}, {"depthwise-separable": 16}, "batch-normalization", {"max-pool": {"size": 3, "stride": 2, "padding": 1}}], "shortcut": "projection"}}, {"convolution": "classes"}, "global-pool"]"#
      ),
    ]
}
