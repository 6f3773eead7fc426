/// Which frames of one sequence are neutral and which show its emotion, by their numbers.
///
/// The last frames come first: in a sequence too short for both, the neutral ones are the fewer. No frame
/// is both.
struct FrameRoles: Hashable, Sendable {
  /// What a frame is to its sequence.
  enum Role: Hashable, Sendable {
    case neutral
    case between
    case peak
  }

  /// The number of the last frame.
  let last: UInt32
  private let lastNeutral: UInt32?
  private let firstPeak: UInt32?

  init(frames: [UInt32], convention: FrameConvention) {
    let numbers = Set(frames).sorted()
    let peak = min(convention.peak, numbers.count)
    let neutral = min(convention.neutral, numbers.count - peak)
    last = numbers.last ?? 0
    firstPeak = peak > 0 ? numbers[numbers.count - peak] : nil
    lastNeutral = neutral > 0 ? numbers[neutral - 1] : nil
  }

  /// Whether the peak frames leave a neutral one.
  var hasNeutral: Bool { lastNeutral != nil }

  /// How many sequences the peak frames leave no neutral frame in.
  static func warnings(_ sequences: [FrameRoles], convention: FrameConvention) -> [String] {
    let short = sequences.filter { !$0.hasNeutral }.count
    guard convention.wantsNeutral, convention.neutral > 0, short > 0 else { return [] }
    return [
      "sequences with no frame left for neutral: \(short) of \(sequences.count), because the last "
        + "\(Counting.phrase(convention.peak, "frame")) show the emotion; use a smaller --peak-frames"
    ]
  }

  func role(of frame: UInt32) -> Role {
    if let firstPeak, frame >= firstPeak { return .peak }
    if let lastNeutral, frame <= lastNeutral { return .neutral }
    return .between
  }

  /// What a frame of this role becomes; `peak` is the sequence's own claim.
  static func finding(
    role: Role, convention: FrameConvention, subject: String, peak: () -> LabelClaim
  ) -> LayoutFinding {
    switch role {
    case .peak: .samples([peak()])
    case .neutral where convention.wantsNeutral:
      .samples([LabelClaim(.words(["neutral"]), subject: subject)])
    case .neutral:
      .ignored(reason: "a neutral first frame, and the taxonomy has no class for it")
    case .between:
      .ignored(reason: "between the neutral and the peak frames of its sequence")
    }
  }
}
