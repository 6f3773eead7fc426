internal import Core
internal import Layouts
internal import Tensors

/// Finds the rows of shards that the lines of a table speak of.
///
/// By sample key, by shard and row, by split and row, or by the member's path in its source; a column
/// `split` narrows each. Rows of one sample key are of one image, so they may share a line.
struct RowMatching {
  /// An original of the shards: the number of its part and its place there.
  struct Place: Hashable { let part, row: Int }

  private let table: TableLines
  private let rows: ShardRows
  private let split, key, shard, row, source, member: Int?
  private var byKey: [SampleKey: [Place]] = [:]
  private var byMember: [String: [Place]] = [:]
  private var byName: [String: [Place]] = [:]
  /// The part and the row of the split at which each shard begins.
  private var shards: [String: (part: Int, start: Int)] = [:]

  init(_ table: TableLines, _ rows: ShardRows) throws(WorkbenchError) {
    (self.table, self.rows) = (table, rows)
    split = try table.column("split")
    key = try table.column("sample_key", "key")
    shard = try table.column("shard")
    row = try table.column("row")
    source = try table.column("source")
    member = try table.column("member", "path", "file", "filename", "image")
    guard key != nil || member != nil || row != nil && (split != nil || shard != nil) else {
      throw .problem(
        "\(table.path) does not say which row a line is of; give a column sample_key, or member, or shard and "
          + "row, or split and row")
    }
    for (number, part) in rows.parts.enumerated() {
      for place in part.rows.indices {
        let own = Place(part: number, row: place)
        if key != nil {
          byKey[part.keys[place], default: []].append(own)
        } else if member != nil {
          byMember[part.members[place], default: []].append(own)
          byName[Files.lastComponent(part.members[place]), default: []].append(own)
        }
      }
      var start = 0
      for file in rows.index[part.split]?.shards ?? [] {
        shards[file.file.name] = (number, start)
        start += file.rows
      }
    }
  }

  /// The rows of a line, or `nil` for an augmented copy.
  ///
  /// Several only where these are of the same image.
  func places(of line: TableLines.Line) throws(WorkbenchError) -> [Place]? {
    let part = try part(of: line)
    let isInPart = { (place: Place) in part.map { $0 == place.part } ?? true }
    if let key {
      let text = line.fields[key]
      guard let digest = Digest(hex: text) else {
        throw table.problem(
          line.number, "'\(text)' is no sample key, which has 64 hexadecimal digits")
      }
      return try found((byKey[SampleKey(digest)] ?? []).filter(isInPart), "sample key", text, line)
    }
    if row != nil, shard != nil || part != nil { return try numbered(part, line) }
    guard let member else {
      throw table.problem(line.number, "it does not say which row it is of")
    }
    let text = line.fields[member]
    let isOfSource = { (place: Place) in
      guard let source, !line.fields[source].isEmpty else { return true }
      return rows.parts[place.part].sources[place.row] == line.fields[source]
    }
    let exact = (byMember[text] ?? []).filter { isInPart($0) && isOfSource($0) }
    if !exact.isEmpty { return try found(exact, "member", text, line) }
    // A path on another machine has the same ending.
    let alike = (byName[Files.lastComponent(text)] ?? []).filter {
      guard isInPart($0), isOfSource($0) else { return false }
      let own = rows.parts[$0.part].members[$0.row]
      return own.hasSuffix("/" + text) || text.hasSuffix("/" + own)
    }
    return try found(alike, "member", text, line)
  }

  private func found(
    _ places: [Place], _ what: String, _ text: String, _ line: TableLines.Line
  ) throws(WorkbenchError) -> [Place] {
    guard let first = places.first else {
      throw table.problem(
        line.number,
        "no original of the shards has the \(what) '\(text)'\(within(line)); remove the line, or name "
          + "the shards it is of with --shards")
    }
    let key = rows.parts[first.part].keys[first.row]
    if let other = places.first(where: { rows.parts[$0.part].keys[$0.row] != key }) {
      throw table.problem(
        line.number,
        "the \(what) '\(text)' is that of different images, \(name(first)) and \(name(other)); write more of the "
          + "path, or a column source or sample_key")
    }
    return places
  }

  /// By the shard and its row, or the split and its row; rows of copies count.
  private func numbered(
    _ part: Int?, _ line: TableLines.Line
  ) throws(WorkbenchError) -> [Place]? {
    guard let row, let number = TableText.code(line.fields[row]), number >= 0 else {
      throw table.problem(line.number, "the row is no whole number from 0")
    }
    var (own, place) = (part, number)
    if let shard {
      let text = line.fields[shard]
      let name = text.hasSuffix(".safetensors") ? text : "\(text).safetensors"
      guard let found = shards[name], part == nil || part == found.part else {
        throw table.problem(line.number, "the shards have no '\(name)'\(within(line))")
      }
      (own, place) = (found.part, found.start + number)
    }
    guard let own, place < rows.parts[own].total else {
      throw table.problem(
        line.number, "row \(number)\(within(line)) is not there; rows are counted from 0")
    }
    let originals = rows.parts[own].rows
    var (low, high) = (0, originals.count)
    while low < high {
      let middle = (low + high) / 2
      if originals[middle] < place { low = middle + 1 } else { high = middle }
    }
    return low < originals.count && originals[low] == place ? [Place(part: own, row: low)] : nil
  }

  private func part(of line: TableLines.Line) throws(WorkbenchError) -> Int? {
    guard let split else { return nil }
    let text = line.fields[split]
    guard let own = Split(rawValue: text.lowercased()) else {
      throw table.problem(line.number, "'\(text)' is no split; write train, val or test")
    }
    guard let part = rows.parts.firstIndex(where: { $0.split == own }) else {
      throw table.problem(line.number, "the shards have no split \(text)")
    }
    return part
  }

  private func within(_ line: TableLines.Line) -> String {
    split.map { " in \(line.fields[$0])" } ?? ""
  }

  /// "test: fer2013/test/sad/1.jpg of fer2013.tar".
  func name(_ place: Place) -> String {
    let part = rows.parts[place.part]
    return "\(part.split.rawValue): \(part.members[place.row]) of \(part.sources[place.row])"
  }
}
