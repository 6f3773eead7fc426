internal import Core

/// Whether parts of a dataset were made alike: figures compared between splits and between sources.
public struct DriftReport: Sendable {
  /// What is compared.
  public static let measures: [QualityMeasure] = [
    .sharpness, .fineness, .noise, .brightness, .contrast, .side, .bytesPerPixel,
  ]
  /// A D from which parts are said to differ, where chance does not explain it.
  public static let threshold = 0.2
  /// A D from which a difference between splits is shouted about: half of the images, and more, would have
  /// to change places.
  public static let alarm = 0.5

  /// The comparisons between splits, by measure.
  public let splits: [DriftComparison]
  /// The comparisons of each source with all the others, by measure.
  public let sources: [DriftComparison]
  /// Formats by part.
  public let formats: [(part: String, counts: [String: Int])]

  /// One image with the parts it belongs to.
  public struct Image: Sendable {
    let figures: QualityFigures
    let format: String
    let split: String?
    let source: String

    /// An image.
    public init(figures: QualityFigures, format: String, split: String?, source: String) {
      (self.figures, self.format) = (figures, format)
      (self.split, self.source) = (split, source)
    }
  }

  /// Compares; the splits in the order of `splitNames`, the sources in that of `sourceNames`.
  public init(_ images: [Image], splitNames: [String], sourceNames: [String]) {
    var splits: [DriftComparison] = []
    var sources: [DriftComparison] = []
    for measure in Self.measures {
      let values = images.map { measure.value(of: $0.figures) }
      func sorted(_ isIn: (Image) -> Bool) -> [Double] {
        zip(images, values).compactMap { isIn($0) ? $1 : nil }.sorted()
      }
      let parts = splitNames.map { name in (name: name, sorted: sorted { $0.split == name }) }
      for (number, first) in parts.enumerated() {
        for second in parts.dropFirst(number + 1) {
          if let comparison = DriftComparison(measure, first, second) {
            splits.append(comparison)
          }
        }
      }
      guard sourceNames.count > 1 else { continue }
      for name in sourceNames {
        let comparison = DriftComparison(
          measure, (name, sorted { $0.source == name }),
          (
            sourceNames.count == 2
              ? sourceNames.first { $0 != name } ?? "the others" : "the others",
            sorted { $0.source != name }
          ))
        if let comparison { sources.append(comparison) }
        // Of two sources the other way round is the same.
        if sourceNames.count == 2 { break }
      }
    }
    (self.splits, self.sources) = (splits, sources)
    var formats: [(part: String, counts: [String: Int])] = []
    for name in splitNames { formats.append((name, Self.count(images) { $0.split == name })) }
    if sourceNames.count > 1 {
      for name in sourceNames { formats.append((name, Self.count(images) { $0.source == name })) }
    }
    self.formats = formats.filter { !$0.counts.isEmpty }
  }

  private static func count(_ images: [Image], _ isIn: (Image) -> Bool) -> [String: Int] {
    var counts: [String: Int] = [:]
    for image in images where isIn(image) { counts[image.format, default: 0] += 1 }
    return counts
  }

  /// The comparisons that show a difference, the greatest first.
  public var drifts: [DriftComparison] {
    (splits + sources).filter { $0.isDrift(beyond: Self.threshold) }
      .sorted { ($1.distance, $0.measure.rawValue) < ($0.distance, $1.measure.rawValue) }
  }

  /// What must be read first: splits that were not made alike.
  public var warnings: [String] {
    let alarming = splits.filter { $0.isDrift(beyond: Self.alarm) }
    var told: [String] = []
    var pairs: [(first: String, second: String)] = []
    for comparison in alarming
    where !pairs.contains(where: { $0 == (comparison.first, comparison.second) }) {
      pairs.append((comparison.first, comparison.second))
    }
    for pair in pairs {
      let all = alarming.filter { ($0.first, $0.second) == pair }
      // What a person can see in the pictures is told before what only the files show.
      let seen = all.filter { $0.measure != .bytesPerPixel }
      guard let worst = (seen.isEmpty ? all : seen).max(by: { $0.distance < $1.distance }) else {
        continue
      }
      let names = all.map(\.measure.name).joined(separator: ", ")
      told.append(
        "\(pair.first) and \(pair.second) were not made alike (\(names)): the median "
          + "\(worst.measure.name) is \(worst.measure.text(worst.firstMedian)) in \(pair.first) and "
          + "\(worst.measure.text(worst.secondMedian)) in \(pair.second) (D "
          + "\(PlainNumber.text(worst.distance, 2)), from \(PlainNumber.text(Self.alarm, 1))). Scores on "
          + "\(pair.second) then measure that difference, too")
    }
    return told
  }
}
