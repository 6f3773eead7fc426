import Core
import Evaluation
import Imaging
import Reports
import Testing

extension SampleReport {
  /// What `make` and `exhibits` give, made once.
  static let standard = Result { try make() }
  static let standardExhibits = Result { try exhibits() }

  /// Curves, calibrations and pictures that go with `make`.
  static func exhibits(
    classNames: [String] = classNames, member: String = "fer2013/test/sad/PrivateTest_1.jpg"
  ) throws -> ReportExhibits {
    let predictions = try Dictionary(
      uniqueKeysWithValues: zip([Split.val, .test], [Float(0.8), 0.78]).map { split, skill in
        (
          split,
          try Self.predictions(
            counts: counts[split.order], skill: skill, classNames: classNames,
            seed: UInt64(split.order))
        )
      })
    let test = try #require(predictions[.test])
    let galleries = try GallerySelection(test).groups.map { group in
      ReportExhibits.Gallery(
        kind: group.kind,
        pictures: try group.rows.map { row in
          ReportExhibits.Picture(
            name: member, image: try picture(row), label: test.labels[row],
            probabilities: test.classNames.indices.map { test.probability(row: row, of: $0) })
        })
    }
    return ReportExhibits(predictions, picturedSplit: .test, galleries: galleries)
  }

  /// A slope of grays that differs from row to row.
  static func picture(_ row: Int) throws -> Image {
    let side = 12
    return try Image(
      width: side, height: side, channels: 1,
      pixels: (0..<side * side).map { UInt8(truncatingIfNeeded: $0 * 3 + row * 7) })
  }
}
