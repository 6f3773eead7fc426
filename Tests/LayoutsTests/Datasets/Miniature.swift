import Core
import Layouts
import Testing

/// A small dataset, laid out faithfully: its files in an archive's order, and what each should be.
struct Miniature: Sendable {
  struct File: Sendable {
    let path: String
    var bytes: [UInt8] = []
    let finding: String

    /// An image; layouts never look at its bytes.
    static func image(_ path: String, _ finding: String) -> File {
      File(path: path, finding: finding)
    }

    static func text(_ path: String, _ text: String, _ finding: String) -> File {
      File(path: path, bytes: Array(text.utf8), finding: finding)
    }
  }

  let layout: String
  let files: [File]
  var options = LayoutOptions()
  /// The rows whose image is missing: name and reason.
  var unmatched: [String: String] = [:]

  /// Surveys the files in this order.
  static func survey(_ files: [File], _ options: LayoutOptions) throws(LayoutError) -> LayoutChoice
  {
    var survey = try LayoutSurvey(options: options)
    for file in files {
      let wish = survey.note(path: file.path, size: Int64(file.bytes.count))
      guard wish > .nothing else { continue }
      survey.begin(path: file.path, wish: wish)
      var rest = file.bytes[...]
      while !rest.isEmpty {
        // Small blocks, so that records lie across them.
        let block = Array(rest.prefix(97))
        rest = rest.dropFirst(97)
        guard block.withUnsafeBytes({ survey.feed($0) }) else { break }
      }
      survey.end()
    }
    return try survey.conclude()
  }

  /// Surveys in the archive's order.
  func choice() throws(LayoutError) -> LayoutChoice { try Miniature.survey(files, options) }

  /// Expects the same findings in the archive's order, backwards and in three drawn orders.
  func check(sourceLocation: SourceLocation = #_sourceLocation) throws {
    for (number, ordered) in orders.enumerated() {
      let choice = try Miniature.survey(ordered, options)
      var layout = choice.layout
      #expect(layout.name == self.layout, "order \(number)", sourceLocation: sourceLocation)
      for file in ordered {
        let finding = Miniature.describe(layout.finding(path: file.path))
        #expect(
          finding == file.finding, "order \(number): \(file.path)", sourceLocation: sourceLocation)
      }
      let rows = Dictionary(
        uniqueKeysWithValues: layout.unmatchedRows().map { ($0.name, $0.reason) })
      #expect(rows == unmatched, "order \(number)", sourceLocation: sourceLocation)
    }
  }

  private var orders: [[File]] {
    var luck = Luck(state: 7)
    return [files, files.reversed()] + (0..<3).map { _ in files.shuffled(using: &luck) }
  }

  /// The error that the source is refused with.
  static func refusal(_ files: [File], _ options: LayoutOptions = LayoutOptions()) -> String {
    do throws(LayoutError) {
      return "read as " + (try survey(files, options).layout.name)
    } catch {
      return error.description
    }
  }

  /// "anger train S005 at 1,2 3x4 by table.csv#1", several claims after "+"; or "ignored: …".
  static func describe(_ finding: LayoutFinding) -> String {
    switch finding {
    case .samples(let claims): claims.map(describe).joined(separator: " + ")
    case .pixelTable(let table): "table: \(table.path)"
    case .ignored(let reason): "ignored: \(reason)"
    case .rejected(let reason): "rejected: \(reason)"
    }
  }

  private static func describe(_ claim: LabelClaim) -> String {
    var text =
      switch claim.statement {
      case .words(let words): words.joined(separator: "|")
      case .votes: "votes"
      }
    if let split = claim.split { text += " \(split.rawValue)" }
    if let subject = claim.subject { text += " \(subject)" }
    if let box = claim.box { text += " at \(box.x),\(box.y) \(box.width)x\(box.height)" }
    if let row = claim.row { text += " by \(row)" }
    return text
  }

  /// A small generator: the orders are the same in every run.
  private struct Luck: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }
}
