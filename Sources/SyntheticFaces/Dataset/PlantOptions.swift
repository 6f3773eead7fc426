/// How many files of each defect are planted on top of a drawn dataset.
public struct PlantOptions: Hashable, Sendable {
  /// Planted files for every thousand sound ones; a defect that is missing or 0 is not planted.
  public var perThousand: [PlantedDefect: Int]

  /// These defects.
  public init(perThousand: [PlantedDefect: Int]) { self.perThousand = perThousand }

  /// Every defect, 138 for a thousand images in all.
  public static let standard = PlantOptions(perThousand: [
    .exactDuplicate: 12, .exactDuplicateOtherClass: 6, .nearDuplicate: 12,
    .nearDuplicateOtherClass: 6, .mislabeled: 20, .corrupt: 4, .truncated: 4, .blank: 4,
    .blurred: 5, .rotatedByEXIF: 5, .wrongExtension: 3, .notAnImage: 3,
    .recompressed: 4, .rescaled: 4, .cropped: 4, .relit: 4, .noised: 4, .mirrored: 4,
    .quarterTurned: 4, .watermarked: 4, .dark: 4, .light: 3, .lowContrast: 3, .noisy: 3,
    .placeholder: 3, .oddSize: 3, .oddAspect: 3,
  ])

  /// The number of planted files of one defect on top of `images` sound ones: the share, rounded
  /// down, but at least two (one, with fewer than twenty images a class).
  public func count(of defect: PlantedDefect, images: Int, perClass: Int) -> Int {
    guard let share = perThousand[defect], share > 0 else { return 0 }
    return max(images * share / 1000, perClass >= 20 ? 2 : 1)
  }

  /// - Throws: ``SyntheticFacesError/tooManyDefects(perThousand:)`` for shares below 0 or above
  ///   1000 in all.
  func validate() throws(SyntheticFacesError) {
    var total = 0
    for share in perThousand.values {
      guard (0...1000).contains(share) else { throw .tooManyDefects(perThousand: share) }
      total += share
    }
    guard total <= 1000 else { throw .tooManyDefects(perThousand: total) }
  }
}
