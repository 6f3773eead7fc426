internal import Core
internal import DatasetCatalog
internal import FaceDetection
internal import Imaging

/// Whole images with the faces that the detector found in them, beside what is cut out.
struct FacesSheet {
  let material: PreviewMaterial

  static let boxColor = Canvas.Color(0x4CC9F0)
  static let frameColor = Canvas.Color(0xFFB000)
  static let pointColor = Canvas.Color(0xFFFFFF)

  private struct Part: Sendable {
    let cells: [ContactSheet.Cell]
    let json: JSON
  }

  /// The side of a photograph's tile, where none was asked for.
  static let widest = 384

  /// Photographs have larger tiles than crops.
  private var wide: Int { material.requestedTile ?? Self.widest }
  private var side: Int { max(DrawPreview.tiles.lowerBound, wide / 2) }

  func prepare(_ chosen: [ChosenSample]) throws(WorkbenchError) -> PreparedSheet {
    let faces = try faces(of: chosen)
    let parts = try material.rows(of: chosen) { sample, worker throws(WorkbenchError) in
      let upright = try material.images.upright(sample.details, worker: worker)
      return try PreviewMaterial.drawing(sample) { () throws(ImageError) in
        try part(sample, upright, faces[sample.summary.id])
      }
    }
    let rows = zip(chosen, parts).map { $0.row(material.taxonomy, $1.cells) }
    let sheet = ContactSheet(
      title: material.title, subtitle: "Faces, and what is cut out of each image",
      columns: [
        ContactSheet.Column("image", side: wide, hugsPictures: true),
        ContactSheet.Column("cut out", side: side),
        ContactSheet.Column("canonical", side: side),
      ], rows: rows,
      legend: [
        ContactSheet.Entry(
          "box",
          "a face as the detector found it, with its number; the scores stand below, * by the one cut out",
          swatch: Self.boxColor),
        ContactSheet.Entry(
          "square", "what is cut out, turned as the face leans", swatch: Self.frameColor),
        ContactSheet.Entry("points", "eyes, nose and the corners of the mouth"),
        material.pipelineEntry,
      ])
    return PreparedSheet(sheet: sheet, images: chosen.count, shown: parts.map(\.json))
  }

  /// The faces of the samples' images by the detector of the latest cropping.
  private func faces(
    of chosen: [ChosenSample]
  ) throws(WorkbenchError) -> [Int64: [DetectedFace]] {
    let found = try lifting { () throws(CatalogError) -> [Int64: [DetectedFace]]? in
      guard let crop = try material.catalog.currentCrop() else { return nil }
      let detector = try material.catalog.detectors().last { detector in
        Self.belongs(detector.identity, to: crop)
      }
      guard let detector else { return nil }
      return try material.catalog.faces(
        detector: detector.number, samples: chosen.map(\.summary.id))
    }
    guard let found else {
      throw .problem("no crops are in force in this workspace; run 'fer-data crop' first")
    }
    return found
  }

  /// Whether a detector is the one that a cropping was decided by.
  private static func belongs(_ identity: JSON, to crop: JSON) -> Bool {
    identity["model"] == crop["model"]
      && ["min-score", "nms", "scales"].allSatisfy { identity[$0] == crop["settings"]?[$0] }
  }

  private func part(
    _ sample: ChosenSample, _ upright: Image, _ faces: [DetectedFace]?
  ) throws(ImageError) -> Part {
    let crop = sample.details.crop
    var marks: [PictureMark] = []
    for (number, face) in (faces ?? []).enumerated() {
      let shown = face.width / 256 * wide / max(upright.width, upright.height)
      marks += Self.marks(
        face, tag: (faces ?? []).count > 1 ? "\(number + 1)" : "", radius: shown < 48 ? 16 : 28)
    }
    if let frame = crop?.frame { marks.append(.frame(frame, Self.frameColor)) }
    if let box = sample.details.region, crop?.frame == nil {
      marks.append(
        .box(
          from: CanvasPoint(x: box.x * 16, y: box.y * 16),
          to: CanvasPoint(x: (box.x + box.width) * 16, y: (box.y + box.height) * 16), tag: "",
          Self.frameColor))
    }
    let cut = try FaceCutting.cut(upright, frame: crop?.frame, region: sample.details.region)
    let canonical = try material.pixels.pipeline.canonical(cut)
    var tilt: [String] = []
    if let frame = crop?.frame, frame.tilt != 0 {
      tilt = ["turned \(Figures.decimal(Double(frame.tilt) / 1000, places: 1)) deg"]
    }
    var json = sample.json(material.taxonomy)
    json["outcome"] = crop.map { .string(Self.words($0.outcome)) } ?? .null
    json["faces"] = faces.map { .integer($0.count) } ?? .null
    return Part(
      cells: [
        try ContactSheet.Cell(
          upright, side: wide, captions: captions(upright, faces, crop), marks: marks),
        cut == upright
          ? ContactSheet.Cell(absent: ["used whole"])
          : try ContactSheet.Cell(
            cut, side: side, captions: ["\(cut.width)x\(cut.height)"] + tilt),
        try ContactSheet.Cell(
          canonical, side: side, captions: ["\(canonical.width)x\(canonical.height)"]),
      ], json: .object(json))
  }

  private static func marks(_ face: DetectedFace, tag: String, radius: Int) -> [PictureMark] {
    func place(_ x: Int, _ y: Int) -> CanvasPoint { CanvasPoint(x: x / 16, y: y / 16) }
    let box = PictureMark.box(
      from: place(face.x, face.y), to: place(face.x + face.width, face.y + face.height), tag: tag,
      boxColor)
    let points = stride(from: 0, to: face.points.count - 1, by: 2).map {
      PictureMark.point(
        place(face.points[$0], face.points[$0 + 1]), radius: radius, pointColor)
    }
    return [box] + points
  }

  /// What became of the image, then the scores of its faces.
  private func captions(
    _ upright: Image, _ faces: [DetectedFace]?, _ crop: SampleCrop?
  ) -> [String] {
    let outcome = crop.map { Self.words($0.outcome) } ?? "not looked at"
    let first = "\(upright.width)x\(upright.height), \(outcome)"
    guard let faces, !faces.isEmpty else { return [first] }
    let scores = faces.enumerated().map { number, face in
      let score = Figures.decimal(Double(face.score) / 65536, places: 2)
      let mark = crop?.face == number ? "*" : ""
      return faces.count == 1 ? "score \(score)" : "\(number + 1):\(score)\(mark)"
    }
    let width = ContactSheet.Column("", side: wide).textWidth
    let lines = Canvas.wrapped(scores.joined(separator: " "), width: width, .small)
    return [first] + lines.prefix(3)
  }

  static func words(_ outcome: SampleCrop.Outcome) -> String {
    switch outcome {
    case .cropped: "face cut out"
    case .small: "too small for a search"
    case .filled: "filled by a face"
    case .given: "the dataset's box"
    case .noFace: "no face found"
    }
  }
}
