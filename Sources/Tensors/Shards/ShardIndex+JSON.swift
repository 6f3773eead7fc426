internal import Core

extension ShardIndex {
  private static let formatVersion = 1
  private static let maximumBytes = 100_000_000

  /// The text of the file: sorted keys, stable bytes.
  public var text: String { json.text(indent: true) }

  /// Writes `index.json` into `folder`, whole or not at all.
  ///
  /// - Throws: `TensorError.file`.
  public func write(to folder: String) throws(TensorError) {
    do {
      try Files.writeAtomically(text: text, to: Files.join(folder, Self.fileName))
    } catch { throw .file(error) }
  }

  /// Reads the index of `folder`, strictly: only what `write` writes is accepted.
  ///
  /// - Throws: `TensorError.noIndex`, `.file` or `.badIndex`.
  public init(folder: String) throws(TensorError) {
    let path = Files.join(folder, Self.fileName)
    guard Files.isDirectory(folder) else {
      throw .file(
        FileError(
          operation: "read the shards in", path: folder,
          detail: "there is no such folder; check the path"))
    }
    guard Files.exists(path) else { throw .noIndex(folder: folder) }
    let bytes: [UInt8]
    do { bytes = try Files.read(path, limit: Self.maximumBytes) } catch { throw .file(error) }
    let json: JSON
    do {
      json = try JSON(parsing: bytes)
    } catch { throw .badIndex(path: path, reason: "it is not strict JSON (\(error))") }
    do throws(IndexFault) {
      try self.init(json)
    } catch { throw .badIndex(path: path, reason: error.reason) }
    guard json["set_digest"]?.stringValue == setDigest.hex else {
      throw .badIndex(path: path, reason: "its digest of the set is not that of its files")
    }
    guard Array(text.utf8) == bytes else {
      throw .badIndex(path: path, reason: "it was changed after it was written")
    }
  }

  private var json: JSON {
    [
      "format": "fer-data shards",
      "format_version": .integer(Self.formatVersion),
      "provenance": provenance,
      "provenance_sha256": .string(Digest.sha256(of: provenance.text()).hex),
      "taxonomy": [
        "name": .string(taxonomy), "classes": .array(classNames.map { .string($0) }),
      ],
      "splits": .object(
        Dictionary(splits.map { ($0.split.rawValue, json(of: $0)) }) { first, _ in first }),
      "rows_csv": json(of: rows),
      "set_digest": .string(setDigest.hex),
    ]
  }

  private func json(of split: ShardIndexSplit) -> JSON {
    [
      "rows": .integer(split.rows),
      "class_counts": .array(split.classCounts.map { .integer($0) }),
      "original_counts": .array(split.originalCounts.map { .integer($0) }),
      "shards": .array(
        split.shards.map { shard in
          guard case .object(var members) = json(of: shard.file) else { return .null }
          members["rows"] = .integer(shard.rows)
          return .object(members)
        }),
    ]
  }

  private func json(of file: FileSummary) -> JSON {
    [
      "name": .string(file.name), "bytes": .integer(file.bytes),
      "sha256": .string(file.sha256.hex),
    ]
  }

  private init(_ json: JSON) throws(IndexFault) {
    guard json["format"]?.stringValue == "fer-data shards",
      json["format_version"]?.intValue == Self.formatVersion
    else { throw IndexFault("its format is not the one this version reads") }
    guard let taxonomy = json["taxonomy"]?["name"]?.stringValue,
      let classes = json["taxonomy"]?["classes"]?.arrayValue
    else { throw IndexFault("it has no taxonomy") }
    let classNames = classes.compactMap(\.stringValue)
    guard classNames.count == classes.count, !classNames.isEmpty else {
      throw IndexFault("its class names are not all text")
    }
    guard let entries = json["splits"]?.objectValue else {
      throw IndexFault("it has no splits")
    }
    var splits: [ShardIndexSplit] = []
    for split in Split.allCases {
      guard let entry = entries[split.rawValue] else { continue }
      splits.append(try Self.split(split, entry, classCount: classNames.count))
    }
    guard splits.count == entries.count else { throw IndexFault("it names an unknown split") }
    let rows = try Self.file(json["rows_csv"])
    guard rows.name == RowsCSVWriter.fileName else { throw IndexFault("it has no rows.csv") }
    guard let provenance = json["provenance"] else { throw IndexFault("it has no provenance") }
    self.init(
      taxonomy: taxonomy, classNames: classNames, splits: splits, rows: rows,
      provenance: provenance)
  }

  private static func split(
    _ split: Split, _ json: JSON, classCount: Int
  ) throws(IndexFault) -> ShardIndexSplit {
    guard let entries = json["shards"]?.arrayValue, (1...100_000).contains(entries.count) else {
      throw IndexFault("it lists no \(split.rawValue) shards")
    }
    var shards: [ShardIndexFile] = []
    for (index, entry) in entries.enumerated() {
      let file = try file(entry)
      guard let rows = entry["rows"]?.intValue, (0...1 << 40).contains(rows),
        file.name == ShardLayout.shardName(split: split, index: index, of: entries.count)
      else { throw IndexFault("its list of \(split.rawValue) shards is damaged") }
      shards.append(ShardIndexFile(file: file, rows: rows))
    }
    let counts = try counts(json["class_counts"], classCount: classCount)
    let originals = try self.counts(json["original_counts"], classCount: classCount)
    return ShardIndexSplit(
      split: split, classCounts: counts, originalCounts: originals, shards: shards)
  }

  private static func counts(_ json: JSON?, classCount: Int) throws(IndexFault) -> [Int] {
    let counts = (json?.arrayValue ?? []).compactMap(\.intValue)
    guard counts.count == classCount, counts.allSatisfy({ (0...1 << 48).contains($0) }) else {
      throw IndexFault("its counts per class are damaged")
    }
    return counts
  }

  private static func file(_ json: JSON?) throws(IndexFault) -> FileSummary {
    guard let json, let name = json["name"]?.stringValue, let bytes = json["bytes"]?.intValue,
      (0...1 << 50).contains(bytes),
      let sha256 = json["sha256"]?.stringValue.flatMap({ Digest(hex: $0) })
    else { throw IndexFault("an entry lacks its name, bytes or sha256") }
    return FileSummary(name: name, bytes: bytes, sha256: sha256)
  }
}

/// Why an index was refused.
private struct IndexFault: Error {
  let reason: String
  init(_ reason: String) { self.reason = reason }
}
