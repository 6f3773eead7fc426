/// One file's bytes on their way to the scouts that wished for them.
struct SurveyReading: Sendable {
  private static let headLimit = 64 << 10
  private static let bytesLimit = 1 << 20
  private static let textEndings: Set<String> = [
    "csv", "tsv", "txt", "lst", "list", "jsonl", "ndjson", "",
  ]

  private let path: String
  /// The scouts that wished for the file.
  let audience: [Int]
  private var listeners: [(scout: Int, wish: SurveyWish)]
  private var splitter: RecordSplitter?
  private var whole: [UInt8] = []
  private var seen = 0
  private var isCut = false

  init(path: String, wishes: [(scout: Int, wish: SurveyWish)]) {
    self.path = path
    listeners = wishes
    audience = wishes.map(\.scout)
    let member = SurveyedMember(path: path)
    if SurveyReading.textEndings.contains(member.ending) { splitter = RecordSplitter(path: path) }
  }

  mutating func feed(
    _ block: UnsafeRawBufferPointer, to scouts: inout [any LayoutScout]
  ) throws(LayoutError) -> Bool {
    var start = 0
    while start < block.count, !listeners.isEmpty {
      let isHeadOnly = !listeners.contains { $0.wish == .all }
      let isHead = seen < SurveyReading.headLimit
      guard isHead || !isHeadOnly else { break }
      let room = isHead ? SurveyReading.headLimit - seen : Int.max
      let end = start + min(room, block.count - start)
      try take(UnsafeRawBufferPointer(rebasing: block[start..<end]), for: &scouts)
      seen += end - start
      start = end
      if seen >= SurveyReading.headLimit { listeners.removeAll { $0.wish == .head } }
    }
    if start < block.count || listeners.isEmpty { isCut = true }
    return !isCut
  }

  private mutating func take(
    _ block: UnsafeRawBufferPointer, for scouts: inout [any LayoutScout]
  ) throws(LayoutError) {
    guard var current = splitter else {
      let room = SurveyReading.bytesLimit - whole.count
      whole.append(contentsOf: block.prefix(max(0, room)))
      if block.count > room { listeners = [] }
      return
    }
    splitter = nil
    defer { splitter = current }
    var listeners = listeners
    _ = try current.feed(block) { record, number in
      SurveyReading.tell(Array(record), number, path, &listeners, &scouts)
    }
    self.listeners = listeners
  }

  mutating func end(_ scouts: inout [any LayoutScout]) {
    guard var current = splitter else {
      for listener in audience where !isCut { scouts[listener].bytes(whole, of: path) }
      return
    }
    guard !isCut else { return }
    splitter = nil
    current.finish { record, number in
      SurveyReading.tell(Array(record), number, path, &listeners, &scouts)
    }
  }

  private static func tell(
    _ record: [UInt8], _ number: Int, _ path: String,
    _ listeners: inout [(scout: Int, wish: SurveyWish)], _ scouts: inout [any LayoutScout]
  ) -> Bool {
    listeners.removeAll { !scouts[$0.scout].record(record, number: number, of: path) }
    return !listeners.isEmpty
  }
}
