internal import Core
internal import DatasetCatalog

/// On which side of the split each sample is: the present split, or where none was made the official one.
struct SplitSides {
  /// The side of each sample of a table; nil for one without.
  let sides: [Split?]

  init(_ table: PictureTable, catalog: Catalog) throws(WorkbenchError) {
    let stored = try lifting { () throws(CatalogError) in try catalog.currentSplit() }
    guard let stored else {
      sides = table.samples.map(\.officialSplit)
      return
    }
    var places: [Int64: Split] = [:]
    places.reserveCapacity(stored.assignments.count)
    for assignment in stored.assignments { places[assignment.sampleID] = assignment.split }
    sides = table.samples.map { places[$0.id] }
  }

  init(_ sides: [Split?]) { self.sides = sides }

  /// The first of some samples on each side that has one, by side.
  func firsts(of samples: some Sequence<Int>) -> [(split: Split, sample: Int)] {
    var firsts: [Int?] = [nil, nil, nil]
    for sample in samples {
      if let side = sides[sample], firsts[side.order] == nil { firsts[side.order] = sample }
    }
    return zip(Split.allCases, firsts).compactMap { split, sample in sample.map { (split, $0) } }
  }
}
