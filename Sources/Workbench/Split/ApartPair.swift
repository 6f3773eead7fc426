internal import Core
internal import Curation
internal import DatasetCatalog

/// Two samples that lie on two sides of a split, or in two folds, and how alike their pictures are.
struct ApartPair: Sendable {
  /// A sample and the number of its side.
  struct End: Sendable {
    /// The place among the samples.
    let sample: Int
    let side: Int
  }

  let first: End
  let second: End
  /// The correlation; 1,000,000 for the same pixels.
  let millionths: Int32
  /// How the second lies over the first; nil for the same pixels.
  let transform: PairTransform?
  /// Whether it reaches the threshold.
  let isNear: Bool
  /// Whether a decision says that the two are no duplicates.
  let isDismissed: Bool

  var score: Double { Double(millionths) / 1_000_000 }

  /// How the second is to be changed, in words.
  var change: String { transform?.description ?? "same pixels" }

  /// What becomes of the pair, in a word.
  var standing: String {
    isDismissed ? "dismissed" : transform == nil ? "exact" : isNear ? "near" : "below"
  }
}

/// The samples by which each picture is on each side.
struct PictureSides {
  /// For each picture its sides, ascending, each with the first sample of it there.
  private var ends: [[ApartPair.End]]
  private let table: PictureTable

  /// - Parameter sides: the side of each sample; nil for one that is on none.
  init(_ table: PictureTable, sides: [Int?]) {
    self.table = table
    ends = Array(repeating: [], count: table.count)
    for (sample, picture) in table.pictureOf.enumerated() {
      guard let side = sides[sample] else { continue }
      let own = ends[Int(picture)]
      guard let place = own.firstIndex(where: { $0.side == side }) else {
        ends[Int(picture)].append(ApartPair.End(sample: sample, side: side))
        continue
      }
      // Samples of one key stand in the order of their sources, which names nothing: the least class counts.
      let other = own[place].sample
      if table.samples[other].sampleKey == table.samples[sample].sampleKey,
        table.samples[sample].label < table.samples[other].label
      {
        ends[Int(picture)][place] = ApartPair.End(sample: sample, side: side)
      }
    }
    for picture in ends.indices where ends[picture].count > 1 {
      ends[picture].sort { $0.side < $1.side }
    }
  }

  /// The first ends of two pictures that lie on two sides.
  func apart(_ pair: NearPair) -> (ApartPair.End, ApartPair.End)? {
    for one in ends[Int(pair.first)] {
      for other in ends[Int(pair.second)] where one.side != other.side { return (one, other) }
    }
    return nil
  }

  /// Pictures that lie on several sides themselves, a pair for each two of them.
  func samePixels() -> [ApartPair] {
    ends.flatMap { own in
      own.indices.flatMap { first in
        own[(first + 1)...].map { second in
          ApartPair(
            first: own[first], second: second, millionths: 1_000_000, transform: nil, isNear: true,
            isDismissed: false)
        }
      }
    }
  }
}
