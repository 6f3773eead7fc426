internal import Core
internal import Curation
internal import DatasetCatalog

/// The workspace's samples and the different pictures they show.
///
/// Two samples show the same picture when their upright images have equal pixels and the same part of them is
/// meant, whatever files and formats they come from.
struct PictureTable {
  /// The samples in use, in canonical order.
  let samples: [SampleSummary]
  /// The picture of each sample.
  let pictureOf: [Int32]
  /// The first sample that shows each picture: the one of the smallest key.
  let first: [Int32]
  /// What identifies each picture: the digest of its pixels, or of pixels and cut.
  let identities: [Digest]

  var count: Int { first.count }

  /// The key that names a picture: the smallest of its samples'.
  func key(_ picture: Int) -> SampleKey { samples[Int(first[picture])].sampleKey }

  /// The keys of two different pictures.
  func pair(_ pair: NearPair) -> SamplePair {
    SamplePair(different: key(Int(pair.first)), key(Int(pair.second)))
  }

  /// The pictures of samples in canonical order.
  init(samples: [SampleSummary], cuts: [Int64: PictureCut]) {
    var numbers: [Digest: Int32] = [:]
    numbers.reserveCapacity(samples.count)
    var (pictureOf, first): ([Int32], [Int32]) = ([], [])
    var identities: [Digest] = []
    for (index, sample) in samples.enumerated() {
      let identity = Self.identity(of: sample, cut: cuts[sample.id])
      if let known = numbers[identity] {
        pictureOf.append(known)
      } else {
        let number = Int32(first.count)
        numbers[identity] = number
        pictureOf.append(number)
        first.append(Int32(index))
        identities.append(identity)
      }
    }
    (self.samples, self.pictureOf, self.first) = (samples, pictureOf, first)
    self.identities = identities
  }

  private static func identity(of sample: SampleSummary, cut: PictureCut?) -> Digest {
    guard let cut else { return sample.pixelDigest }
    var numbers: [Int] = []
    if let frame = cut.frame {
      numbers = [1, frame.centerX, frame.centerY, frame.side, frame.tilt]
    } else if let box = cut.region {
      numbers = [2, box.x, box.y, box.width, box.height]
    }
    var hasher = SHA256Hasher()
    sample.pixelDigest.withBytes { hasher.update($0) }
    numbers.map { Int64($0).littleEndian }.withUnsafeBytes { hasher.update($0) }
    return hasher.finalize()
  }

  /// The samples of each picture that has several, ascending, by picture.
  func sharedPictures() -> [[Int]] {
    var sizes = Array(repeating: Int32(0), count: count)
    for picture in pictureOf { sizes[Int(picture)] += 1 }
    var groups: [Int32: [Int]] = [:]
    for (index, picture) in pictureOf.enumerated() where sizes[Int(picture)] > 1 {
      groups[picture, default: []].append(index)
    }
    return groups.sorted { $0.key < $1.key }.map(\.value)
  }
}
