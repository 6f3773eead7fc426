internal import Augmentation
internal import Core
internal import DatasetCatalog
internal import Imaging

/// One image under every step of the policy, at both ends of its range, around the image itself.
struct GridSheet {
  let material: PreviewMaterial

  func prepare(_ chosen: [ChosenSample]) throws(WorkbenchError) -> PreparedSheet {
    guard let sample = chosen.first else { throw .problem("there is no sample to show") }
    let canonical = try material.images.canonical(sample.details, worker: 0)
    let extremes = material.pixels.policy.extremes(
      width: canonical.width, height: canonical.height)
    let groups = Self.groups(extremes)
    let name = material.taxonomy.classNames[sample.summary.label]
    let rows = try PreviewMaterial.drawing(sample) { () throws(ImageError) in
      try groups.map { group throws(ImageError) in try row(group, canonical) }
    }
    let side = material.tile
    let sheet = ContactSheet(
      title: "\(material.title): \(name)",
      subtitle: "Every step of the policy at both ends of its range",
      columns: ["low end", "original", "high end"].map { ContactSheet.Column($0, side: side) },
      rows: rows,
      legend: [
        ContactSheet.Entry(
          "image", "\(sample.details.source):\(sample.details.member)"),
        ContactSheet.Entry("id", String(sample.details.contentID.digest.hex.prefix(16))),
        material.pipelineEntry, material.policyEntry,
      ],
      panels: Self.panels(rows.count))
    var json = sample.json(material.taxonomy)
    json["extremes"] = .array(
      extremes.map { ["step": .string($0.step), "caption": .string($0.caption)] })
    return PreparedSheet(sheet: sheet, images: 1, shown: [.object(json)])
  }

  /// How many panels make a sheet that is not much higher than wide.
  static func panels(_ rows: Int) -> Int { rows <= 4 ? 1 : rows <= 12 ? 2 : 3 }

  /// Neighbouring extremes of one step, at most two together.
  private static func groups(_ extremes: [AugmentationExtreme]) -> [[AugmentationExtreme]] {
    var groups: [[AugmentationExtreme]] = []
    for extreme in extremes {
      if let last = groups.last, last.count == 1, last[0].step == extreme.step {
        groups[groups.count - 1].append(extreme)
      } else {
        groups.append([extreme])
      }
    }
    return groups
  }

  /// The image stands in the middle; a step with one end only has it at the right.
  private func row(
    _ group: [AugmentationExtreme], _ canonical: Image
  ) throws(ImageError) -> ContactSheet.Row {
    let side = material.tile
    let width = ContactSheet.Column("", side: side).textWidth
    let ends = try group.map { end throws(ImageError) in
      try ContactSheet.Cell(
        end.apply(to: canonical), side: side,
        captions: Canvas.wrapped(
          end.caption.isEmpty ? "applied" : end.caption, width: width, .small))
    }
    let original = try ContactSheet.Cell(canonical, side: side)
    let cells: [ContactSheet.Cell?] =
      ends.count == 2 ? [ends[0], original, ends[1]] : [nil, original, ends.first]
    return ContactSheet.Row(
      label: group.first?.step.split(separator: "-").joined(separator: " ") ?? "", cells: cells)
  }
}
