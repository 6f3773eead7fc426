import Core
import Curation
import Imaging
import Reports

/// An audit report of drawn pictures.
enum SampleAudit {
  static func picture(_ level: UInt8, _ label: String, _ split: String?) throws
    -> AuditReport.Picture
  {
    AuditReport.Picture(
      image: try Image(width: 8, height: 8, channels: 1, repeating: level),
      name: "faces/\(label)/<\(level)>.png", label: label, split: split)
  }

  static func make(warnings: [String] = ["train and test were not made alike"]) throws
    -> AuditReport
  {
    let figures = (0..<40).map { number in
      QualityFigures(
        width: 48, height: 48, bytes: 900 + number, brightness: 0.5, contrast: 0.2,
        sharpness: Double(number * 10), entropy: 7, darkest: 0.05, dark: 0.1,
        brightest: 0.3 + Double(number) / 80,
        texture: ImageTexture(noise: 3, fineness: 2, flatness: 0.1, twoTone: 0.3))
    }
    let images = figures.enumerated().map { number, figures in
      DriftReport.Image(
        figures: figures, format: number % 2 == 0 ? "jpeg" : "png",
        split: number < 20 ? "train" : "test", source: "faces.tar")
    }
    let spread = MeasureDistribution(figures.map(\.brightest), showing: [0.32])
    let pair = AuditReport.Exhibit(
      pictures: [try picture(10, "sad", "train"), try picture(10, "happy", "test")], total: 3,
      figure: "", reason: "the same pixels lie in train and in test")
    let dark = AuditReport.Exhibit(
      pictures: [try picture(20, "sad", "train")], total: 1, figure: "0.300",
      reason: "the 99th percentile of brightness is 0.300, below 0.320")
    let wrong = AuditReport.Exhibit(
      pictures: [try picture(30, "sad", nil)], total: 1, figure: "0.05",
      reason: "predicted happy", probabilities: [0.05, 0.95])
    return AuditReport(
      title: "faces & more.tar", samples: 40, excluded: 1,
      splits: [(name: "train", count: 20), (name: "test", count: 20)], isOfficial: true,
      classNames: ["sad", "happy"], warnings: warnings,
      results: [
        .init(.leak, findings: 1, samples: 3, criterion: "the same picture", exhibits: [pair]),
        .init(
          .dark, findings: 2, samples: 2, criterion: "99th percentile of brightness below 0.320",
          exhibits: [dark], distribution: spread, bounds: [0.32], measure: .brightest),
        .init(
          .blank, findings: 0, samples: 0, criterion: "nothing", exhibits: [], measure: .contrast),
        .init(.wrongLabel, findings: 1, samples: 1, criterion: "out of fold", exhibits: [wrong]),
      ],
      leaked: ["test": 1],
      drift: DriftReport(images, splitNames: ["train", "test"], sourceNames: ["faces.tar"]),
      balance: BalanceReport(
        (0..<40).map { ($0 % 2, $0 < 20 ? 0 : 2, 0) }, classNames: ["sad", "happy"],
        splitNames: ["train", "val", "test"], sourceNames: ["faces.tar"]),
      settings: ["preset": "faces"], digest: .sha256(of: "audit"))
  }
}
