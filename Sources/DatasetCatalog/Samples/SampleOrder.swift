internal import Core
internal import GRDB

/// Sorts samples by key; equal keys by source name, member path, occurrence and place in the member.
enum SampleOrder {
  private struct Name {
    let source: String
    let path: String
    let occurrence: Int
  }

  /// Only the samples that share their key need their names.
  static func sorted(_ samples: [SampleSummary], _ db: Database) throws -> [SampleSummary] {
    var sorted = samples
    sorted.sort { ($0.sampleKey, $0.id) < ($1.sampleKey, $1.id) }
    var shared: [Int64] = []
    for place in sorted.indices where isShared(place, sorted) { shared.append(sorted[place].id) }
    guard !shared.isEmpty else { return sorted }
    let names = try names(shared, db)
    var place = 0
    while place < sorted.count {
      var end = place + 1
      while end < sorted.count, sorted[end].sampleKey == sorted[place].sampleKey { end += 1 }
      if end - place > 1 {
        sorted[place..<end].sort { left, right in
          guard let first = names[left.id], let second = names[right.id] else { return false }
          return isBefore(first, second) ?? (left.id < right.id)
        }
      }
      place = end
    }
    return sorted
  }

  /// Excludes all but one of the sorted samples of each key in `keys`.
  ///
  /// That of the test split counts before that of the val split, so that a published test set stays what it
  /// is, then of the train split, then the first in order.
  static func leaveOne(ofEach keys: Set<SampleKey>, in samples: inout [SampleSummary]) {
    var place = 0
    while place < samples.count {
      var end = place + 1
      while end < samples.count, samples[end].sampleKey == samples[place].sampleKey { end += 1 }
      if end - place > 1, keys.contains(samples[place].sampleKey) {
        let best = best(of: samples[place..<end]).id
        for index in place..<end where samples[index].id != best {
          samples[index].isExcluded = true
        }
      }
      place = end
    }
  }

  /// The sample that counts of those of one key.
  static func best(of samples: ArraySlice<SampleSummary>) -> SampleSummary {
    func rank(_ sample: SampleSummary) -> Int { sample.officialSplit.map { 3 - $0.order } ?? 4 }
    var best = samples[samples.startIndex]
    for sample in samples.dropFirst() where rank(sample) < rank(best) { best = sample }
    return best
  }

  private static func isShared(_ place: Int, _ sorted: [SampleSummary]) -> Bool {
    let key = sorted[place].sampleKey
    return place > 0 && sorted[place - 1].sampleKey == key
      || place + 1 < sorted.count && sorted[place + 1].sampleKey == key
  }

  private static func names(_ ids: [Int64], _ db: Database) throws -> [Int64: Name] {
    var names: [Int64: Name] = [:]
    names.reserveCapacity(ids.count)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT samples.id, sources.name, members.path, members.occurrence
        FROM json_each(?) AS wanted
        JOIN samples ON samples.id = wanted.value
        JOIN members ON members.id = samples.member_id
        JOIN sources ON sources.id = members.source_id
        """,
      arguments: [JSON.array(ids.map { .integer(Int($0)) }).text()])
    while let row = try rows.next() {
      names[try row.required(0)] = Name(
        source: try row.required(1), path: try row.required(2), occurrence: try row.required(3))
    }
    return names
  }

  /// By UTF-8 bytes, as SQLite compares texts; nil where the names are equal.
  private static func isBefore(_ left: Name, _ right: Name) -> Bool? {
    if left.source != right.source {
      return left.source.utf8.lexicographicallyPrecedes(right.source.utf8)
    }
    if left.path != right.path {
      return left.path.utf8.lexicographicallyPrecedes(right.path.utf8)
    }
    return left.occurrence == right.occurrence ? nil : left.occurrence < right.occurrence
  }
}
