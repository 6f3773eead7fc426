internal import Augmentation
internal import Core
internal import Evaluation
internal import Imaging
internal import Reports
internal import Tensors

/// The curves and pictures of a report, and the files they go into.
extension EvaluateRun {
  /// The folder of the charts, in that of the report.
  static let charts = "charts"

  /// What the command that made a report ends with where it has no pictures.
  public static let noPictures = " --no-pictures"

  /// What the report shows besides its figures.
  func exhibits(
    _ predictions: [Split: Predictions], folder: String
  ) throws(WorkbenchError) -> ReportExhibits {
    let pictured = [Split.test, .val, .train].first { (predictions[$0]?.count ?? 0) > 0 }
    // Classes without probabilities are neither confident nor ambiguous.
    guard hasPictures, let pictured, let ofSplit = predictions[pictured],
      !ofSplit.areClassesOnly
    else {
      return ReportExhibits(predictions)
    }
    let selection = GallerySelection(ofSplit)
    let pictures = try pictures(selection.rows, of: ofSplit, split: pictured, folder: folder)
    return ReportExhibits(
      predictions, picturedSplit: pictured,
      galleries: selection.groups.map { group in
        .init(kind: group.kind, pictures: group.rows.compactMap { pictures[$0] })
      })
  }

  /// The pictures of some predictions' rows, from the shards' canonical rows, by row.
  private func pictures(
    _ rows: [Int], of predictions: Predictions, split: Split, folder: String
  ) throws(WorkbenchError) -> [Int: ReportExhibits.Picture] {
    let shards = try lifting { () throws(TensorError) in
      try ShardSet(folder: folder, split: split)
    }
    let originals = OriginalRows(ShardSource(shards, policy: .none, seed: 0))
    let names = try memberNames(of: rows.map { originals.rows[$0] }, in: shards, folder: folder)
    let k = predictions.classCount
    var pictures: [Int: ReportExhibits.Picture] = [:]
    for row in rows {
      let place = originals.rows[row]
      guard let image = Self.image(of: place, in: shards) else { continue }
      pictures[row] = ReportExhibits.Picture(
        name: names[place] ?? shards.contentID(at: place).digest.hex, image: image,
        label: predictions.labels[row],
        probabilities: Array(predictions.probabilities[row * k..<(row + 1) * k]))
    }
    return pictures
  }

  /// A canonical row as a picture; `nil` where it has neither one channel nor three.
  private static func image(of row: Int, in shards: ShardSet) -> Image? {
    let (plane, channels) = (shards.height * shards.width, shards.channels)
    let planar = [UInt8](unsafeUninitializedCapacity: plane * channels) { buffer, count in
      shards.copyPixels(at: row, into: buffer)
      count = plane * channels
    }
    var pixels = planar
    for channel in 0..<channels {
      for place in 0..<plane {
        pixels[place * channels + channel] = planar[channel * plane + place]
      }
    }
    return try? Image(
      width: shards.width, height: shards.height, channels: channels, pixels: pixels)
  }

  /// The members that some rows of a split are from, as `rows.csv` has them, by row.
  private func memberNames(
    of rows: [Int], in shards: ShardSet, folder: String
  ) throws(WorkbenchError) -> [Int: String] {
    // A folder of shards may come without the table, which no training needs.
    guard Files.exists(Files.join(folder, RowsCSVWriter.fileName)) else { return [:] }
    let reader = try lifting { () throws(TensorError) in try RowsCSVReader(folder: folder) }
    var wanted: [String: [Int: Int]] = [:]
    for row in rows {
      let place = shards.place(of: row)
      let name = Files.lastComponent(shards.shards[place.shard].path)
      wanted[name, default: [:]][place.row] = row
    }
    var (names, place) = ([Int: String](), 0)
    while names.count < rows.count {
      let (lines, next) = reader.lines(from: place, limit: 4096)
      guard !lines.isEmpty else { break }
      for line in lines {
        if let row = wanted[line.shard]?[line.row] { names[row] = line.member }
      }
      place = next
    }
    return names
  }

  /// Writes every chart as a PNG into a folder of the report, and takes away those of an earlier report.
  ///
  /// - Returns: the names of the files, with the folder.
  func writeCharts(
    _ report: EvaluationReport, _ exhibits: ReportExhibits
  ) throws(WorkbenchError) -> [String] {
    let files: [(name: String, png: [UInt8])]
    do throws(ImageError) { files = try report.chartFiles(exhibits) } catch {
      throw .image(name: "a chart of the report", error)
    }
    let folder = Files.join(out, Self.charts)
    return try lifting { () throws(FileError) in
      try Files.createDirectories(folder)
      for name in EvaluationReport.chartNames where !files.contains(where: { $0.name == name }) {
        let path = Files.join(folder, name)
        if Files.exists(path) { try Files.remove(path) }
      }
      for file in files { try Files.writeAtomically(file.png, to: Files.join(folder, file.name)) }
      return files.map { "\(Self.charts)/\($0.name)" }
    }
  }
}
