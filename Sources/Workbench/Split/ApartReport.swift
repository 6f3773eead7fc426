internal import Core
internal import Curation
internal import DatasetCatalog
internal import Imaging
internal import Reports

/// The pairs that lie apart as a certificate has them: listed, counted, and the closest drawn.
///
/// Everything is named by sample keys, nothing by sources or members: equal pictures, settings and sides give
/// equal bytes whatever the archives are called.
struct ApartReport {
  /// So many of the closest pairs stand in the certificate and on the sheet.
  private static let shown = 24
  /// So many of them, at most, are of equal pixels: there is little to see in these.
  private static let shownOfEqualPixels = 6

  /// So many pairs are listed; with the closest first, what is left out is less alike.
  private static let listed = 250_000

  let samples: [SampleSummary]
  let pairs: [ApartPair]
  let classNames: [String]
  /// The name of each side.
  let sideNames: [String]

  /// The closest pairs: some of equal pixels, then those of different ones.
  private var closest: [ApartPair] {
    let equal = pairs.filter { $0.transform == nil }.prefix(Self.shownOfEqualPixels)
    return Array(equal) + pairs.filter { $0.transform != nil }.prefix(Self.shown - equal.count)
  }

  /// The counts, and the closest pairs.
  var json: [String: JSON] {
    [
      "apart": .integer(pairs.count { $0.isNear && $0.transform != nil }),
      "below_apart": .integer(pairs.count { !$0.isNear }),
      "closest": .array(closest.map(json)),
      "listed": .integer(min(pairs.count, Self.listed)),
      "same_pixels_apart": .integer(pairs.count { $0.transform == nil }),
    ]
  }

  private func json(_ pair: ApartPair) -> JSON {
    func end(_ end: ApartPair.End) -> JSON {
      [
        "class": .string(classNames[samples[end.sample].label]),
        "key": .string(key(end)), "side": .string(sideNames[end.side]),
      ]
    }
    return [
      "first": end(pair.first), "score": .number(pair.score), "second": end(pair.second),
      "standing": .string(pair.standing), "transform": .string(pair.change),
    ]
  }

  private func key(_ end: ApartPair.End) -> String { samples[end.sample].sampleKey.digest.hex }

  /// The pairs as a CSV, the closest first.
  var table: String {
    var text =
      "first,second,score,standing,transform,first_side,second_side,first_class,second_class\n"
    for pair in pairs.prefix(Self.listed) {
      let fields = [
        key(pair.first), key(pair.second), PlainNumber.text(pair.score, 6), pair.standing,
        SplitFiles.quoted(pair.change), sideNames[pair.first.side], sideNames[pair.second.side],
        SplitFiles.quoted(classNames[samples[pair.first.sample].label]),
        SplitFiles.quoted(classNames[samples[pair.second.sample].label]),
      ]
      text += fields.joined(separator: ",") + "\n"
    }
    return text
  }

  /// The closest pairs side by side, as a PNG; nil where there is none.
  func sheet(
    title: String, search: String, catalog: Catalog, session: Session
  ) throws(WorkbenchError) -> [UInt8]? {
    guard !pairs.isEmpty else { return nil }
    let closest = closest
    let ends = closest.flatMap { [$0.first, $0.second] }
    let details = try lifting { () throws(CatalogError) in
      try catalog.details(for: ends.map { samples[$0.sample].id })
    }
    let reading = try AuditPictures(catalog: catalog, workers: session.pool.threads)
    let images = try session.pool.tryMap(ends.count) { number, worker throws(WorkbenchError) in
      try reading.picture(details[number], worker: worker)
    }
    let drawn = closest.enumerated().map { number, pair in
      let labels = [pair.first, pair.second].map { classNames[samples[$0.sample].label] }
      return PairSheet.Pair(
        figure: pair.transform == nil ? "same pixels" : PlainNumber.text(pair.score, 4),
        notes: [pair.change, Self.word(pair)],
        pictures: [pair.first, pair.second].enumerated().map { place, end in
          PairSheet.Picture(
            images[2 * number + place],
            captions: ["\(labels[place]), \(sideNames[end.side])", String(key(end).prefix(16))])
        }, isMarked: labels[0] != labels[1])
    }
    let sheet = PairSheet(
      title: title,
      subtitle: "\(pairs.count { $0.isNear }) duplicates and near duplicates on two sides, "
        + "\(pairs.count { !$0.isNear }) pairs a little below",
      pairs: drawn, legend: [("searched", search)])
    do { return try PNGEncoder.encode(try sheet.draw()) } catch {
      throw .image(name: "the sheet of the closest pairs", error)
    }
  }

  private static func word(_ pair: ApartPair) -> String {
    if pair.isDismissed { return "decided to be no duplicates" }
    if pair.transform == nil { return "an exact duplicate" }
    return pair.isNear ? "a near duplicate" : "below the threshold"
  }
}
