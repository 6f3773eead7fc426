internal import Core

/// The metadata block of a card as the Hugging Face Hub reads it: YAML between two lines of three dashes.
///
/// Strings are written as JSON writes them, which YAML reads, so that no name can end the block or become
/// another type.
struct CardMetadata {
  private var lines: [String] = []

  /// Adds `key: value`, `depth` levels in.
  mutating func add(_ key: String, _ value: String, depth: Int = 0, isItem: Bool = false) {
    lines.append(Self.start(depth, isItem) + "\(key): \(Self.quoted(value))")
  }

  /// Adds a number in its shortest decimals.
  mutating func add(_ key: String, _ value: Double, depth: Int = 0) {
    lines.append(Self.start(depth, false) + "\(key): \(value.description)")
  }

  /// Adds a key whose members follow one level further in.
  mutating func open(_ key: String, depth: Int = 0, isItem: Bool = false) {
    lines.append(Self.start(depth, isItem) + "\(key):")
  }

  /// Adds a list of strings.
  mutating func add(_ key: String, list: [String]) {
    lines.append("\(key):")
    for item in list { lines.append("- \(Self.quoted(item))") }
  }

  /// The block with its dashes.
  var text: String { "---\n\(lines.joined(separator: "\n"))\n---\n" }

  private static func start(_ depth: Int, _ isItem: Bool) -> String {
    let blanks = String(repeating: "  ", count: depth)
    return isItem ? blanks.dropLast(2) + "- " : blanks
  }

  private static func quoted(_ text: String) -> String {
    JSON.string(text).text(indent: false).trimmingPrefix(" ").filter { $0 != "\n" }
  }

  /// The Hub's category of a number of samples.
  static func sizeCategory(_ count: Int) -> String {
    let bounds = [
      (1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"),
      (10_000_000, "1M<n<10M"),
    ]
    return bounds.first { count < $0.0 }?.1 ?? "10M<n<100M"
  }
}
