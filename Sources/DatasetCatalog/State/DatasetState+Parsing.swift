internal import Core

/// A line of a state's text that cannot be read.
public struct StateFault: Error, Hashable, Sendable {
  /// The line, from 1.
  public let line: Int
  /// What is wrong with it.
  public let reason: String
}

extension DatasetState {
  /// Reads a state's text.
  ///
  /// Strict: only what `text` writes is read, so that equal states have equal bytes.
  /// - Throws: `StateFault`.
  public init(parsing text: some RandomAccessCollection<UInt8>) throws(StateFault) {
    var parser = StateParser(bytes: Array(text))
    self = try parser.state()
    guard Array(text) == self.text else {
      throw StateFault(
        line: parser.line, reason: "the lines are not in their order; take the file unchanged")
    }
  }
}

private struct StateParser {
  let bytes: [UInt8]
  private(set) var line = 0
  private var place = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func state() throws(StateFault) -> DatasetState {
    guard try next().elementsEqual(DatasetState.format.utf8) else {
      throw fault("expected '\(DatasetState.format)'; this is another kind of file")
    }
    let classNames = try names()
    let groupNames = try names()
    var samples: [DatasetState.Sample] = []
    var pairs: [SamplePair] = []
    while place < bytes.count {
      let record = try next()
      let fields = record.split(separator: DatasetState.tab, omittingEmptySubsequences: false)
      if fields.count == 3, fields[0].elementsEqual("pair".utf8) {
        guard let pair = SamplePair(try key(fields[1]), try key(fields[2])) else {
          throw fault("a pair of two equal keys")
        }
        pairs.append(pair)
      } else if fields.count == 7 {
        samples.append(try sample(fields, classNames.count, groupNames.count))
      } else {
        throw fault("expected the seven fields of a sample, or a pair")
      }
    }
    return DatasetState(
      classNames: classNames, groupNames: groupNames, samples: samples, pairs: pairs)
  }

  private func sample(
    _ fields: [ArraySlice<UInt8>], _ classes: Int, _ groups: Int
  ) throws(StateFault) -> DatasetState.Sample {
    guard let label = try number(fields[1], below: classes) else { throw fault("no class") }
    guard fields[5].elementsEqual("k".utf8) || isNone(fields[5]) else {
      throw fault("expected k or -")
    }
    return DatasetState.Sample(
      key: try key(fields[0]), label: label, split: try split(fields[2]),
      splitGroup: try number(fields[3], below: .max), pin: try split(fields[4]),
      isKept: !isNone(fields[5]), group: try number(fields[6], below: groups))
  }

  private mutating func next() throws(StateFault) -> ArraySlice<UInt8> {
    line += 1
    guard let end = bytes[place...].firstIndex(of: DatasetState.lineFeed) else {
      throw fault("the file ends here, in the middle; take the whole file")
    }
    defer { place = end + 1 }
    return bytes[place..<end]
  }

  private mutating func names() throws(StateFault) -> [String] {
    let record = try next()
    guard let json = try? JSON(parsing: record), let elements = json.arrayValue else {
      throw fault("expected a list of names as JSON")
    }
    let names = elements.compactMap(\.stringValue)
    guard names.count == elements.count else { throw fault("expected names in quotes") }
    return names
  }

  private func key(_ field: ArraySlice<UInt8>) throws(StateFault) -> SampleKey {
    guard let digest = Digest(hex: String(decoding: field, as: UTF8.self)) else {
      throw fault("expected a sample's key of 64 hexadecimal digits")
    }
    return SampleKey(digest)
  }

  private func number(
    _ field: ArraySlice<UInt8>, below limit: Int
  ) throws(StateFault) -> Int? {
    if isNone(field) { return nil }
    guard let number = Int(String(decoding: field, as: UTF8.self)), (0..<limit).contains(number)
    else { throw fault("expected a number below \(limit)") }
    return number
  }

  private func split(_ field: ArraySlice<UInt8>) throws(StateFault) -> Split? {
    if isNone(field) { return nil }
    guard let split = Split(rawValue: String(decoding: field, as: UTF8.self)) else {
      throw fault("expected train, val, test or -")
    }
    return split
  }

  private func isNone(_ field: ArraySlice<UInt8>) -> Bool {
    field.count == 1 && field.first == UInt8(ascii: "-")
  }

  private func fault(_ reason: String) -> StateFault { StateFault(line: line, reason: reason) }
}
