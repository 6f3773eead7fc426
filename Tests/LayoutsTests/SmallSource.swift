import Core
import Layouts

/// A small source made of texts, surveyed and then walked as an import does it.
struct SmallSource {
  var files: [(path: String, bytes: [UInt8])] = []
  var options = LayoutOptions()
  /// Bytes given at a time.
  var block = 1_000

  init(_ files: [(String, String)] = [], images: [String] = []) {
    self.files = files.map { ($0.0, Array($0.1.utf8)) } + images.map { ($0, [0xFF, 0xD8]) }
  }

  func with(_ change: (inout LayoutOptions) -> Void) -> SmallSource {
    var copy = self
    change(&copy.options)
    return copy
  }

  func choice() throws(LayoutError) -> LayoutChoice {
    var survey = try LayoutSurvey(options: options)
    for file in files {
      let wish = survey.note(path: file.path, size: Int64(file.bytes.count))
      guard wish > .nothing else { continue }
      survey.begin(path: file.path, wish: wish)
      var start = 0
      var isWanted = true
      while start < file.bytes.count, isWanted {
        let end = min(start + block, file.bytes.count)
        isWanted = file.bytes[start..<end].withUnsafeBytes { survey.feed($0) }
        start = end
      }
      survey.end()
    }
    return try survey.conclude()
  }

  /// What became of every file and row, as short texts by name.
  func outcome() throws(LayoutError) -> [String: String] {
    var choice = try choice()
    var outcome: [String: String] = [:]
    for file in files {
      switch choice.layout.finding(path: file.path) {
      case .samples(let claims):
        outcome[file.path] = claims.map { text($0, choice.resolver) }.joined(separator: " | ")
      case .pixelTable(let table):
        let records = try RecordSplitter.records(of: file.bytes, path: file.path, isQuoted: true)
        for (number, record) in records.enumerated().dropFirst() {
          let row = table.interpret(row: record, number: number)
          outcome["\(file.path)#\(number)"] = text(row, choice.resolver)
        }
      case .ignored(let reason): outcome[file.path] = "ignored: " + reason
      case .rejected(let reason): outcome[file.path] = "rejected: " + reason
      }
    }
    for row in choice.layout.unmatchedRows() { outcome[row.name] = "unmatched: " + row.reason }
    return outcome
  }

  private func text(_ row: PixelRow, _ resolver: ClassResolver) -> String {
    switch row {
    case .sample(let width, let height, let pixels, let claim):
      "\(width)x\(height) \(pixels.prefix(4)) " + text(claim, resolver)
    case .ignored(let reason): "ignored: " + reason
    case .rejected(let reason): "rejected: " + reason
    }
  }

  private func text(_ claim: LabelClaim, _ resolver: ClassResolver) -> String {
    var parts: [String] = []
    switch resolver.resolve(claim) {
    case .label(let label):
      parts.append(resolver.taxonomy.classNames[label.classIndex])
      if let targets = label.targets { parts.append("\(targets)") }
      if let exclusion = label.exclusion { parts.append("excluded: \(exclusion)") }
    case .ignored(let reason): parts.append("ignored: \(reason)")
    case .rejected(let reason): parts.append("rejected: \(reason)")
    }
    if let split = claim.split { parts.append(split.rawValue) }
    if let subject = claim.subject { parts.append("subject \(subject)") }
    if let box = claim.box { parts.append("\(box.x),\(box.y),\(box.width),\(box.height)") }
    return parts.joined(separator: " ")
  }
}
