internal import Curation
public import Imaging

extension AuditReport {
  /// A picture to be written beside the report.
  public struct Sheet: Sendable {
    /// The file's name, without `.png`.
    public let name: String
    /// The sheet.
    public let image: Image
  }

  /// The sheets: pairs side by side, the worst of each measure, histograms, and the label queues.
  ///
  /// - Throws: ``ImageError`` where a sheet cannot be drawn.
  public func sheets() throws(ImageError) -> [Sheet] {
    var sheets: [Sheet] = []
    for check in Self.sameness {
      guard let result = self[check], !result.exhibits.isEmpty else { continue }
      sheets.append(Sheet(name: "audit-\(check.rawValue)", image: try pairs(result).draw()))
    }
    if let worst = try worst() {
      sheets.append(Sheet(name: "audit-quality", image: try worst.draw()))
    }
    if let histograms = try histograms() {
      sheets.append(Sheet(name: "audit-histograms", image: histograms))
    }
    for check in [Check.wrongLabel, .ambiguousLabel] {
      guard let result = self[check], !result.exhibits.isEmpty else { continue }
      sheets.append(Sheet(name: "audit-\(check.rawValue)", image: try queue(result).draw()))
    }
    return sheets
  }

  private static let side = 96

  /// The first two pictures of each finding side by side.
  private func pairs(_ result: Result) -> PairSheet {
    let pairs = result.exhibits.map { exhibit in
      PairSheet.Pair(
        figure: exhibit.figure.isEmpty ? "same pixels" : exhibit.figure,
        notes: (exhibit.total > 2 ? ["\(exhibit.total) pictures"] : []) + [exhibit.reason],
        pictures: exhibit.pictures.map { picture in
          PairSheet.Picture(
            picture.image,
            captions: [
              picture.label + (picture.split.map { ", \($0)" } ?? ""), Self.last(picture.name),
            ])
        }, isMarked: Set(exhibit.pictures.map(\.label)).count > 1)
    }
    return PairSheet(
      title: "\(result.check.title): \(Numbers.grouped(result.findings))",
      subtitle: "\(Numbers.grouped(result.samples)) samples, \(plainShare(result)); \(title)",
      pairs: pairs,
      legend: [("why", result.check.why), ("measured", result.criterion)])
  }

  /// A sentence in the letters that a sheet's font has.
  private static func drawn(_ sentence: String) -> String { sentence.replacing("×", with: "x") }

  /// A row for each quality check with the worst of it.
  private func worst() throws(ImageError) -> ContactSheet? {
    var rows: [ContactSheet.Row] = []
    let columns = 10
    for result in results where result.measure != nil && !result.exhibits.isEmpty {
      var cells: [ContactSheet.Cell?] = []
      for exhibit in result.exhibits.prefix(columns) {
        guard let picture = exhibit.pictures.first else { continue }
        cells.append(
          try ContactSheet.Cell(
            picture.image, side: Self.side, captions: [exhibit.figure, picture.label]))
      }
      rows.append(
        ContactSheet.Row(
          label: result.check.title,
          notes: ["\(Numbers.grouped(result.samples)) samples"]
            + Canvas.wrapped(Self.drawn(result.criterion), width: 130, .small).prefix(5),
          cells: cells))
    }
    guard !rows.isEmpty else { return nil }
    return ContactSheet(
      title: "The worst of each measure", subtitle: title,
      columns: (0..<columns).map { ContactSheet.Column($0 == 0 ? "worst" : "", side: Self.side) },
      rows: rows)
  }

  /// Pictures with the probabilities of the classes as bars.
  private func queue(_ result: Result) throws(ImageError) -> ContactSheet {
    var rows: [ContactSheet.Row] = []
    for exhibit in result.exhibits {
      guard let picture = exhibit.pictures.first else { continue }
      var cells: [ContactSheet.Cell?] = [
        try ContactSheet.Cell(
          picture.image, side: Self.side,
          captions: [picture.label, Self.caption(picture.name)])
      ]
      if let probabilities = exhibit.probabilities {
        cells.append(
          try ContactSheet.Cell(
            try bars(probabilities, given: picture.label), side: 2 * Self.side))
      }
      rows.append(
        ContactSheet.Row(
          label: exhibit.figure,
          notes: Array(Canvas.wrapped(exhibit.reason, width: 130, .small).prefix(6)),
          cells: cells))
    }
    return ContactSheet(
      title: "\(result.check.title): \(Numbers.grouped(result.findings))",
      subtitle: "out-of-fold probabilities; the given label in orange; \(title)",
      columns: [
        ContactSheet.Column("picture", side: Self.side),
        ContactSheet.Column("probabilities", side: 2 * Self.side, hugsPictures: true),
      ], rows: rows, panels: 3)
  }

  private func bars(_ probabilities: [Double], given: String) throws(ImageError) -> Image {
    let line = Canvas.Style.small.lineHeight + 2
    var canvas = try Canvas(width: 2 * Self.side, height: max(1, line * probabilities.count))
    for (number, (name, share)) in zip(classNames, probabilities).enumerated() {
      let y = number * line
      canvas.text(
        Canvas.fitted(name, width: 64, .small), x: 2, y: y + 1, SheetInk.muted, .small)
      let width = Int((min(1, max(0, share)) * 116).rounded())
      canvas.fill(
        x: 70, y: y + 2, width: max(1, width), height: line - 4,
        name == given ? SheetInk.wrong : SheetInk.bar)
    }
    return canvas.image
  }

  /// The last part of a member's path.
  private static func last(_ name: String) -> String {
    name.split(separator: "/").last.map(String.init) ?? name
  }

  /// The last part of a member's path, as far as it fits under a picture.
  private static func caption(_ name: String) -> String {
    Canvas.fittedInMiddle(last(name), width: side + 10, .small)
  }

  /// A share without the blank that the drawn letters lack.
  private func plainShare(_ result: Result) -> String {
    share(of: result.samples).replacing("\u{a0}", with: " ")
  }
}

/// The colors of drawn charts.
enum SheetInk {
  static let ink = Canvas.Color(0x18202B)
  static let muted = Canvas.Color(0x5A6676)
  static let rule = Canvas.Color(0xDDE2E8)
  static let bar = Canvas.Color(0x7FB0E6)
  static let wrong = Canvas.Color(0xE8590C)
}
