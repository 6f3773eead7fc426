internal import Core

/// How many files each class folder holds.
struct FolderCensus: Sendable {
  /// Files that count together.
  struct Key: Hashable, Sendable {
    var word: String
    var classIndex: Int?
    var split: Split?
  }

  private static let limit = 4_096

  private var counts: [Key: Int] = [:]
  private var run: (key: Key, count: Int)?
  private(set) var prefixed = 0
  private(set) var labelled = 0
  private(set) var inFolders = 0
  private var loose = 0
  /// How many images lie in folders that bear each bare number.
  private(set) var numbers: [Int: Int] = [:]
  private var number: Int?

  init() {}

  mutating func count(_ key: Key, prefix: Split?) {
    labelled += 1
    var key = key
    if let prefix {
      prefixed += 1
      key.split = prefix
    }
    if run?.key == key {
      run?.count += 1
    } else {
      flush()
      run = (key, 1)
    }
  }

  mutating func countUnlabelled(hasFolder: Bool) {
    if hasFolder { inFolders += 1 } else { loose += 1 }
  }

  /// Counts an image under the bare number of its folder, if that has one.
  mutating func countNumber() {
    if let number { numbers[number, default: 0] += 1 }
  }

  /// The bare number that names the folder now entered.
  mutating func noteNumber(_ value: Int?) {
    number = value.flatMap { (0..<100).contains($0) ? $0 : nil }
  }

  /// Adds the files counted since the folder changed.
  mutating func flush() {
    guard let current = run else { return }
    run = nil
    if counts.count < FolderCensus.limit || counts[current.key] != nil {
      counts[current.key, default: 0] += current.count
    }
  }

  /// Which folders became which classes, with counts.
  func evidence(_ taxonomy: Taxonomy) -> [String] {
    var lines: [String] = []
    for (index, name) in taxonomy.classNames.enumerated() {
      let keys = counts.filter { $0.key.classIndex == index }
      guard !keys.isEmpty else { continue }
      let words = Set(keys.map(\.key.word)).sorted()
      let shown = words.prefix(4).map { "“\($0)”" }.joined(separator: ", ")
      let more = words.count > 4 ? " and \(words.count - 4) more" : ""
      lines.append("\(name): \(keys.values.reduce(0, +)) files in folders named \(shown)\(more)")
    }
    let unlabelled = inFolders + loose
    if unlabelled > 0 { lines.append("\(unlabelled) images in no class folder") }
    return lines
  }

  func warnings(_ taxonomy: Taxonomy, dialect: Dialect?) -> [String] {
    var parts: [Split?: [Emotion: Int]] = [:]
    for (key, count) in counts {
      guard let index = key.classIndex,
        let emotion = Emotion.allCases.first(where: { $0.classIndex(in: taxonomy) == index })
      else { continue }
      parts[key.split, default: [:]][emotion, default: 0] += count
    }
    var warnings = KnownCounts.warnings(aboutFolders: parts, prefixed: prefixed, all: labelled)
    if dialect == nil, numbers.count > 1 {
      let codes = numbers.keys.sorted().map(String.init).joined(separator: ", ")
      let likely = KnownCounts.likelyDialect(of: numbers)?.name
      warnings.append(
        "folders named by bare numbers (\(codes)) are not read as classes; "
          + (likely.map { "their counts look like --dialect \($0)" }
            ?? "say what they mean with --dialect"))
    }
    return warnings
  }
}
