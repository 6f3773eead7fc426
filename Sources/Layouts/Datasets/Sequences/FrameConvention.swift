internal import Core

/// How many frames of a sequence stand for its emotion and for neutral.
struct FrameConvention: Hashable, Sendable {
  /// How many last frames show the emotion.
  let peak: Int
  /// How many first frames are neutral.
  let neutral: Int
  /// Whether the taxonomy has a class for neutral frames.
  let wantsNeutral: Bool

  /// The convention of an import; `taxonomy` is the dataset's own, for a workspace without one.
  init(options: LayoutOptions, taxonomy: Taxonomy) {
    let classes = options.taxonomy ?? taxonomy
    peak = max(0, options.peakFrames)
    neutral = max(0, options.neutralFrames)
    wantsNeutral =
      classes.classIndex(named: "neutral") != nil
      || options.renames.keys.contains { Taxonomy.folded($0) == "neutral" }
  }

  /// For the source's record.
  var settings: [String: JSON] {
    [
      "peakFrames": .integer(peak), "neutralFrames": .integer(neutral),
      "neutral": .bool(wantsNeutral),
    ]
  }

  /// One phrase, for the evidence.
  var phrase: String {
    "the last \(Counting.phrase(peak, "frame")) of a sequence as its emotion, "
      + (wantsNeutral
        ? "the first \(Counting.phrase(neutral, "frame")) as neutral"
        : "no neutral frames, for the taxonomy has no class for them")
  }
}
