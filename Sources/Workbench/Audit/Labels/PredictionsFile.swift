internal import Core

/// Reads the `predictions.csv` of a cross-validation: out-of-fold probabilities by sample key.
///
/// Columns are found by their names, classes by theirs; the order of neither matters. A file without a `fold`
/// column is refused: its rows may have been trained on.
struct PredictionsFile {
  /// One line.
  struct Line {
    let fold: Int
    /// The class by name.
    let label: String
    /// In the order of the workspace's classes.
    let probabilities: [Float]
  }

  /// The first line of every key.
  let lines: [SampleKey: Line]

  private static let limit = 1 << 32

  /// Reads a file whose classes must be these.
  init(path: String, classNames: [String]) throws(WorkbenchError) {
    let bytes = try lifting { () throws(FileError) in try Files.read(path, limit: Self.limit) }
    var records = bytes.split(separator: UInt8(ascii: "\n"))[...]
    func fields(_ record: ArraySlice<UInt8>) -> [String] {
      Self.fields(record.last == UInt8(ascii: "\r") ? record.dropLast() : record)
    }
    let header = records.popFirst().map(fields) ?? []
    let places = Dictionary(zip(header, header.indices)) { first, _ in first }
    guard let key = places["sample_key"], let label = places["label"] else {
      throw .problem(
        "\(path) has no columns sample_key and label; give the predictions.csv of fer-data train --folds"
      )
    }
    guard let fold = places["fold"] else {
      throw .problem(
        "\(path) has no column fold, so its rows may have been trained on; give the predictions.csv of "
          + "fer-data train --folds")
    }
    let columns = classNames.map { places["p_\($0)"] }
    let found = header.filter { $0.hasPrefix("p_") }.map { String($0.dropFirst(2)) }
    guard found.count == classNames.count, !columns.contains(where: { $0 == nil }) else {
      throw .problem(
        "\(path) predicts \(found.joined(separator: ", ")), but the workspace's classes are "
          + "\(classNames.joined(separator: ", ")); train on its own shards")
    }
    var lines: [SampleKey: Line] = [:]
    lines.reserveCapacity(records.count)
    for (number, record) in records.enumerated() {
      let values = fields(record)
      let row = columns.compactMap { place in
        place.flatMap { $0 < values.count ? Float(values[$0]) : nil }
      }
      guard values.count == header.count, let digest = Digest(hex: values[key]),
        let fold = Int(values[fold]), row.count == classNames.count
      else { throw .problem("line \(number + 2) of \(path) cannot be read; make the file again") }
      let own = SampleKey(digest)
      if lines[own] == nil {
        lines[own] = Line(fold: fold, label: values[label], probabilities: row)
      }
    }
    self.lines = lines
  }

  /// The fields of a line; a quoted one may hold commas and doubled quotes.
  private static func fields(_ record: ArraySlice<UInt8>) -> [String] {
    var (fields, field, isQuoted): ([String], [UInt8], Bool) = ([], [], false)
    var place = record.startIndex
    while place < record.endIndex {
      let byte = record[place]
      let next = place + 1 < record.endIndex ? record[place + 1] : 0
      switch byte {
      case UInt8(ascii: "\"") where isQuoted && next == byte:
        field.append(byte)
        place += 1
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted:
        fields.append(String(decoding: field, as: UTF8.self))
        field = []
      default: field.append(byte)
      }
      place += 1
    }
    return fields + [String(decoding: field, as: UTF8.self)]
  }
}
