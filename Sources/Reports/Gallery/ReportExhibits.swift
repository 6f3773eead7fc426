public import Core
public import Evaluation
public import Imaging

/// What a report shows besides its figures: curves, calibration after scaling, and pictures.
public struct ReportExhibits: Hashable, Sendable {
  /// Of one split.
  public struct OfSplit: Hashable, Sendable {
    /// The points of each class's ROC and precision–recall curve, by label.
    public let curves: [[CurvePoint]]
    /// The calibration with confidences at the fitted temperature, where one was fitted.
    public let scaled: Calibration?

    /// The curves and the calibration of a split.
    public init(curves: [[CurvePoint]], scaled: Calibration?) {
      (self.curves, self.scaled) = (curves, scaled)
    }
  }

  /// A picture with what the network made of it.
  public struct Picture: Hashable, Sendable {
    /// Where it is from: the member of the archive.
    public let name: String
    /// As the network saw it, before it was standardized.
    public let image: Image
    /// The true class.
    public let label: Int
    /// Of each class, by label.
    public let probabilities: [Float]

    /// A picture.
    public init(name: String, image: Image, label: Int, probabilities: [Float]) {
      (self.name, self.image) = (name, image)
      (self.label, self.probabilities) = (label, probabilities)
    }

    /// The most probable class; of equal ones the first.
    var predicted: Int {
      probabilities.indices.reduce(0) { probabilities[$1] > probabilities[$0] ? $1 : $0 }
    }
  }

  /// Pictures that are shown together.
  public struct Gallery: Hashable, Sendable {
    /// Why.
    public let kind: GallerySelection.Kind
    /// The foremost first.
    public let pictures: [Picture]

    /// A gallery.
    public init(kind: GallerySelection.Kind, pictures: [Picture]) {
      (self.kind, self.pictures) = (kind, pictures)
    }
  }

  /// By split.
  public let splits: [Split: OfSplit]
  /// The temperature that was fitted on the validation split.
  public let temperature: TemperatureScaling?
  /// The split that the pictures are of.
  public let picturedSplit: Split?
  /// Pictures, where there are any.
  public let galleries: [Gallery]

  /// Exhibits.
  public init(
    splits: [Split: OfSplit] = [:], temperature: TemperatureScaling? = nil,
    picturedSplit: Split? = nil, galleries: [Gallery] = []
  ) {
    (self.splits, self.temperature) = (splits, temperature)
    (self.picturedSplit, self.galleries) = (picturedSplit, galleries)
  }

  /// The curves and calibrations of some predictions; the temperature is fitted on those of val.
  public init(
    _ predictions: [Split: Predictions], picturedSplit: Split? = nil, galleries: [Gallery] = []
  ) {
    // Of classes alone there is nothing to rank or to scale.
    let predictions = predictions.filter { !$0.value.areClassesOnly }
    let temperature = predictions[.val].flatMap { try? TemperatureScaling(fittedOn: $0) }
    splits = predictions.filter { $0.key != .train }.mapValues { predictions in
      OfSplit(
        curves: (0..<predictions.classCount).map {
          CurvePoint.points(predictions, class: $0, limit: Self.pointsPerCurve)
        },
        scaled: temperature.map { Calibration($0.apply(to: predictions)) })
    }
    (self.temperature, self.picturedSplit) = (temperature, picturedSplit)
    self.galleries = galleries
  }

  /// More are not seen in a panel.
  static let pointsPerCurve = 100
}
