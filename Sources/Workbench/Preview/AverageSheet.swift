internal import Core
internal import DatasetCatalog
internal import Imaging

/// The mean canonical image of every class and of all, what sets each class apart, and the splits.
struct AverageSheet {
  let material: PreviewMaterial

  /// The most samples of an image times groups that are summed: half a gigabyte of sums.
  private static let mostLevels = 64_000_000
  /// The differences, in levels, that may have the full color.
  private static let scales = [4, 8, 16, 32, 64, 128, 255]

  func prepare(labels: [Int]) throws(WorkbenchError) -> PreparedSheet {
    let wanted = Set(labels)
    let samples = material.samples.filter { wanted.contains($0.label) }
    guard !samples.isEmpty else {
      throw .problem("no sample of these classes is in use; 'fer-data status' counts the classes")
    }
    let splits = try splits()
    let pipeline = material.pixels.pipeline
    let groups = labels.count * (Set(splits.values).count + 1)
    let levels = pipeline.outputWidth * pipeline.outputHeight * pipeline.outputChannels
    guard levels * groups <= Self.mostLevels else {
      throw .usage(
        "the mean images of \(groups) groups at \(pipeline.outputWidth)x\(pipeline.outputHeight) take too "
          + "much memory; give a smaller --size")
    }
    let sums = try ClassSums(of: samples, splits: splits, material: material)
    do { return try prepare(labels, sums, samples.count) } catch {
      throw .image(name: "the mean images", error)
    }
  }

  /// The smallest scale that all but a hundredth of the differences, in 1/256 level, keep within.
  private static func scale(of differences: [Int]) -> Int {
    scales.first { scale in
      differences.count { abs($0) > scale * 256 } * 100 <= differences.count
    } ?? 255
  }

  private func splits() throws(WorkbenchError) -> [Int64: Split] {
    let split = try lifting { () throws(CatalogError) in try material.catalog.currentSplit() }
    let assignments = split?.assignments ?? []
    return Dictionary(assignments.map { ($0.sampleID, $0.split) }) { first, _ in first }
  }

  private func prepare(
    _ labels: [Int], _ sums: ClassSums, _ count: Int
  ) throws(ImageError) -> PreparedSheet {
    let side = material.tile
    let names = material.taxonomy.classNames
    let showsAll = labels.count > 1
    let all = sums.total()
    let columns = (showsAll ? [nil] : []) + labels.map { Optional($0) }

    func row(
      _ label: String, _ notes: [String], startsGroup: Bool, isOf split: (Split?) -> Bool
    ) throws(ImageError) -> ContactSheet.Row {
      let cells = try columns.map { column throws(ImageError) -> ContactSheet.Cell? in
        let sum = sums.total(label: column, isOf: split)
        guard let mean = try sums.mean(sum) else { return ContactSheet.Cell(absent: ["none"]) }
        return try ContactSheet.Cell(
          mean, side: side, captions: [Figures.count(sum.count, "image")])
      }
      return ContactSheet.Row(label: label, notes: notes, cells: cells, startsGroup: startsGroup)
    }

    var rows = [try row("mean", ["of all samples"], startsGroup: true, isOf: { _ in true })]
    var legend = [material.pipelineEntry]
    if showsAll {
      let differences = columns.map { column in
        column.flatMap { sums.difference(sums.total(label: $0), minus: all) }
      }
      let full = Self.scale(of: differences.flatMap { $0 ?? [] })
      let cells = try differences.map { values throws(ImageError) -> ContactSheet.Cell? in
        guard let values else { return nil }
        let picture = try DifferenceColors.image(
          values, width: sums.pipeline.outputWidth, height: sums.pipeline.outputHeight,
          full: full * 256)
        return try ContactSheet.Cell(picture, side: side)
      }
      rows.append(
        ContactSheet.Row(label: "difference", notes: ["class - all"], cells: cells))
      legend += [
        ContactSheet.Entry(
          "difference", "the class is darker than all, full color from \(full) gray levels",
          swatch: DifferenceColors.darker),
        ContactSheet.Entry("", "the class is brighter than all", swatch: DifferenceColors.brighter),
      ]
    }
    let present = Split.allCases.filter { split in sums.sums.keys.contains { $0.split == split } }
    for split in present where sums.sums.keys.contains(where: { $0.split != split }) {
      rows.append(
        try row(split.rawValue, [], startsGroup: split == present.first) { $0 == split })
    }
    let sheet = ContactSheet(
      title: "\(material.title): average faces",
      subtitle: "The mean canonical image of \(Figures.count(count, "sample"))",
      columns: columns.map {
        ContactSheet.Column($0.map { names[$0] } ?? "all", side: side)
      }, rows: rows, legend: legend)
    let shown = labels.map { label -> JSON in
      var members: [String: JSON] = [
        "class": .string(names[label]), "images": .integer(sums.total(label: label).count),
      ]
      for split in present {
        members[split.rawValue] = .integer(sums.total(label: label) { $0 == split }.count)
      }
      return .object(members)
    }
    return PreparedSheet(sheet: sheet, images: count, shown: shown)
  }
}
