/// The passes of a layer that are timed apart.
package enum ProfilePass: Int, CaseIterable, Sendable {
  /// Forward while training, a normalization's sums included.
  case forward
  /// The gradient of the layer's input; of a normalization the sums and both gradients.
  case dataGradient
  /// The gradient of the layer's weights.
  case weightGradient
  /// Forward while scoring.
  case prediction

  /// The name in tables.
  package var name: String {
    switch self {
    case .forward: "forward"
    case .dataGradient: "data gradient"
    case .weightGradient: "weight gradient"
    case .prediction: "prediction"
    }
  }
}

/// What is done besides the layers' passes.
package enum ProfileActivity: Int, CaseIterable, Sendable {
  case loading
  case mixing
  case targets
  case packing
  case statistics
  case loss
  case optimizer
  case saving

  /// The name in tables.
  package var name: String {
    switch self {
    case .loading: "loading and augmentation"
    case .mixing: "mixing of images"
    case .targets: "targets and order"
    case .packing: "packing of weights, clearing of sums"
    case .statistics: "statistics across slices"
    case .loss: "loss"
    case .optimizer: "sum of slices and optimizer"
    case .saving: "saving"
    }
  }
}
