internal import Core
internal import FaceDetection

/// Whether faces are looked for in the images to predict.
public enum FaceLooking: Hashable, Sendable {
  /// As the shards' images were treated: by the detector and settings of their `crop`, or not at all.
  case asTrained
  /// In every picture, and every face is predicted.
  case everyFace
  /// Nowhere: every image is used whole.
  case nowhere

  /// How faces are looked for with a model; nil where they are not.
  func settings(of model: TrainedModel) -> FaceSettings? {
    switch self {
    case .nowhere: return nil
    case .asTrained: return model.faces
    case .everyFace:
      // The shards' own geometry where they have one, and the standard, FER2013's own, where not.
      var settings = model.faces ?? .standard
      settings.choice = .each
      // A picture without a face has no expression: it gets no prediction.
      settings.noFace = .exclude
      return settings
    }
  }
}
