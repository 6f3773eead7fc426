/// Which samples a sheet shows.
public struct PreviewSelection: Hashable, Sendable {
  /// The samples by name: the beginning of a content id or sample key, `source:member`, or a member's path.
  public var samples: [String] = []
  /// The classes by name; empty for all.
  public var classes: [String] = []
  /// Shows the worst by this measure in place of a draw.
  public var worst: WorstMeasure?
  /// How many of the worst; 12 unless said.
  public var count: Int?
  /// How many of each class are drawn; 2 unless said, 1 for the sheets with tall rows.
  public var perClass: Int?

  /// The sheet's own choice.
  public init() {}

  /// The most samples that one sheet shows.
  static let mostSamples = 500

  /// Refuses flags that contradict one another or the kind of sheet.
  func validate(for mode: PreviewMode) throws(WorkbenchError) {
    if let perClass, !(1...50).contains(perClass) {
      throw .usage("--per-class must be between 1 and 50, not \(perClass)")
    }
    if let count, !(1...Self.mostSamples).contains(count) {
      throw .usage("--count must be between 1 and \(Self.mostSamples), not \(count)")
    }
    if count != nil, worst == nil {
      throw .usage("--count says how many of the worst to show; give --worst MEASURE with it")
    }
    if let other = otherChoice, !samples.isEmpty {
      throw .usage("--sample names the samples itself; leave out \(other)")
    }
    if worst != nil, perClass != nil {
      throw .usage("--worst shows the worst of all classes; use --count in place of --per-class")
    }
    if samples.count > Self.mostSamples {
      throw .usage("one sheet shows at most \(Self.mostSamples) samples; give fewer --sample")
    }
    switch mode {
    case .grid: try validateGrid()
    case .average: try validateAverage()
    case .steps, .denoisers, .faces: break
    }
  }

  private var otherChoice: String? {
    if !classes.isEmpty { return "--class" }
    if worst != nil { return "--worst" }
    return perClass != nil ? "--per-class" : nil
  }

  private func validateGrid() throws(WorkbenchError) {
    if samples.count > 1 {
      throw .usage("--grid shows one image; give one --sample, not \(samples.count)")
    }
    if perClass != nil { throw .usage("--grid shows one image; leave out --per-class") }
    if count != nil { throw .usage("--grid shows one image; leave out --count") }
  }

  private func validateAverage() throws(WorkbenchError) {
    let wrong =
      !samples.isEmpty
      ? "--sample" : worst != nil ? "--worst" : perClass != nil ? "--per-class" : nil
    if let wrong {
      throw .usage("--average takes every sample of a class; leave out \(wrong)")
    }
  }
}
