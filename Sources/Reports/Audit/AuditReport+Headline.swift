internal import Curation

extension AuditReport {
  /// What is wrong, in short sentences, the gravest first; empty where nothing is.
  public var headline: [String] {
    order.compactMap { check in
      guard let result = self[check], result.findings > 0 else { return nil }
      return sentence(result)
    }
  }

  /// What spoils a score first, then what spoils training, then what is only poor.
  private var order: [Check] {
    [
      .dialect, .leak, .labelConflict, .blank, .placeholder, .exactDuplicate, .nearDuplicate,
      .wrongLabel, .ambiguousLabel, .noFace,
    ]
  }

  private func sentence(_ result: Result) -> String {
    let samples = Numbers.grouped(result.samples)
    let share = self.share(of: result.samples)
    switch result.check {
    case .leak: return leakSentence
    case .labelConflict:
      return "\(Numbers.grouped(result.findings)) pictures stand under two labels or more "
        + "(\(samples) samples)."
    case .exactDuplicate:
      return "\(samples) samples (\(share)) are copies of one another, pixel by pixel, in "
        + "\(Numbers.grouped(result.findings)) sets."
    case .nearDuplicate:
      return "\(samples) samples (\(share)) show the same picture with other pixels."
    case .blank: return "\(samples) pictures are blank, and have a label all the same."
    case .placeholder:
      return "\(samples) pictures are captions, warning signs or placeholders, not faces."
    case .wrongLabel:
      return "\(samples) labels (\(share)) are confidently contradicted by out-of-fold predictions."
    case .ambiguousLabel: return "\(samples) pictures (\(share)) fit two classes or more."
    case .dialect:
      return "\(samples) samples (\(share)) stand under classes that are mixed up."
    default: return "\(samples) samples (\(share)): \(result.check.title.lowercased())."
    }
  }

  /// What the scores are worth: the share of each later split that an earlier one has, too.
  private var leakSentence: String {
    let parts = splits.reversed().compactMap { split -> String? in
      guard let count = leaked[split.name], count > 0 else { return nil }
      let share = Numbers.percent(Double(count) / Double(max(1, split.count)))
      return "\(Numbers.grouped(count)) of \(Numbers.grouped(split.count)) \(split.name) samples "
        + "(\(share))"
    }
    return
      "\(parts.joined(separator: " and ")) show a picture or a person that an earlier split has, "
      + "too: scores on them measure memory."
  }

  /// A count of samples as a share of all.
  func share(of count: Int) -> String {
    samples == 0 ? "–" : Numbers.percent(Double(count) / Double(samples), 2)
  }
}
