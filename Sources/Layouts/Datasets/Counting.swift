/// Counts in sentences.
enum Counting {
  /// "1 subject", "118 subjects".
  static func phrase(_ count: Int, _ noun: String) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
  }
}
