internal import Augmentation
internal import Core
internal import DatasetCatalog
internal import Imaging

/// The standard sheet: a row for each sample, a column for each step, then the augmented copies.
package struct StepsSheet {
  let material: PreviewMaterial
  let copies: Int

  /// One picture of a sample: the step's column, and what stands under it.
  private struct Step: Sendable {
    let column: String
    let cell: ContactSheet.Cell
  }

  /// One sample with the pictures that there are of it.
  private struct Part: Sendable {
    let steps: [Step]
    let copies: [ContactSheet.Cell]
    let json: JSON
  }

  func prepare(_ chosen: [ChosenSample]) throws(WorkbenchError) -> PreparedSheet {
    let parts = try material.rows(of: chosen) { sample, worker throws(WorkbenchError) in
      try part(sample, worker)
    }
    let names = Self.columns(of: parts.map { $0.steps.map(\.column) })
    let side = material.tile
    let rows = zip(chosen, parts).map { sample, part in
      let cells = names.map { name in
        part.steps.first { $0.column == name }?.cell
          ?? ContactSheet.Cell(absent: [name == "cropped" ? "used whole" : "left out"])
      }
      return sample.row(material.taxonomy, cells + part.copies)
    }
    let headings = names + (0..<copies).map { "copy \($0 + 1)" }
    let sheet = ContactSheet(
      title: material.title, subtitle: Self.subtitle(copies: copies),
      columns: headings.map { ContactSheet.Column($0, side: side) }, rows: rows,
      legend: [material.pipelineEntry] + (copies > 0 ? [material.policyEntry] : []))
    return PreparedSheet(sheet: sheet, images: chosen.count, shown: parts.map(\.json))
  }

  private static func subtitle(copies: Int) -> String {
    copies == 0
      ? "From the decoded picture to the canonical image"
      : "From the decoded picture to the canonical image and "
        + (copies == 1 ? "its augmented copy" : "its \(copies) augmented copies")
  }

  /// The columns of all rows, each row's in its own order; a step that one row lacks stands where the others
  /// have it.
  package static func columns(of rows: [[String]]) -> [String] {
    var all: [String] = []
    for row in rows {
      var place = 0
      for name in row {
        if let known = all.firstIndex(of: name) {
          place = known + 1
        } else {
          all.insert(name, at: place)
          place += 1
        }
      }
    }
    return all
  }

  private func part(_ sample: ChosenSample, _ worker: Int) throws(WorkbenchError) -> Part {
    let upright = try material.images.upright(sample.details, worker: worker)
    let cut = try PreviewMaterial.drawing(sample) { () throws(ImageError) in
      try FaceCutting.cut(
        upright, frame: sample.details.crop?.frame, region: sample.details.region)
    }
    var steps = [try step("decoded", upright, ["\(upright.width)x\(upright.height)"], sample)]
    if cut != upright {
      steps.append(try step("cropped", cut, ["\(cut.width)x\(cut.height)"], sample))
    }
    let stages = try PreviewMaterial.drawing(sample) { () throws(ImageError) in
      try material.pixels.pipeline.stages(of: cut)
    }
    for stage in stages.dropLast() {
      steps.append(try step(stage.name, stage.image, lines(stage), sample))
    }
    let canonical = stages.last?.image ?? cut
    let size = "\(canonical.width)x\(canonical.height)"
    let fit = material.pixels.pipeline.fit
    steps.append(
      try step("canonical", canonical, [size] + (fit == .stretch ? [] : [fit.name]), sample))

    // A blank image has no different copies; a preview shows it all the same.
    let draws =
      (try? material.images.draws(
        ofCopies: copies, of: canonical, key: sample.summary.sampleKey,
        name: sample.details.member)) ?? [Int](repeating: 1, count: copies)
    var cells: [ContactSheet.Cell] = []
    var traces: [JSON] = []
    for (number, drawn) in draws.enumerated() {
      let copy = material.images.copy(
        number + 1, draws: drawn, of: canonical, key: sample.summary.sampleKey)
      let caption = copy.trace.caption
      cells.append(
        try cell(copy.image, caption.isEmpty ? ["unchanged"] : Self.short(caption), sample))
      traces.append(copy.trace.json)
    }
    var json = sample.json(material.taxonomy)
    json["steps"] = .array(steps.map { .string($0.column) })
    json["copies"] = .array(traces)
    return Part(steps: steps, copies: cells, json: .object(json))
  }

  /// The most lines of parameters under a copy; programs get them all.
  private static let mostLines = 8

  private static func short(_ lines: [String]) -> [String] {
    guard lines.count > mostLines else { return lines }
    return Array(lines.prefix(mostLines - 1)) + ["and \(lines.count - mostLines + 1) more"]
  }

  /// The figures of a stage, broken to the width of a column.
  private func lines(_ stage: PipelineStage) -> [String] {
    if ["gray", "rgb"].contains(stage.name) { return [] }
    let width = ContactSheet.Column("", side: material.tile).textWidth
    return stage.detail.split(separator: ", ")
      .flatMap { Canvas.wrapped(String($0), width: width, .small) }
  }

  private func step(
    _ column: String, _ picture: Image, _ captions: [String], _ sample: ChosenSample
  ) throws(WorkbenchError) -> Step {
    Step(column: column, cell: try cell(picture, captions, sample))
  }

  private func cell(
    _ picture: Image, _ captions: [String], _ sample: ChosenSample
  ) throws(WorkbenchError) -> ContactSheet.Cell {
    try PreviewMaterial.drawing(sample) { () throws(ImageError) in
      try ContactSheet.Cell(picture, side: material.tile, captions: captions)
    }
  }
}
