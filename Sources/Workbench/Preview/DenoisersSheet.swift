internal import Core
internal import DatasetCatalog
internal import Imaging

/// Samples before and after each denoiser, with their noise, and what each denoiser changed.
///
/// Denoisers see the picture at its own size, as in the pipeline. A picture larger than a tile is shown whole
/// once, with its middle marked; the others show that middle pixel by pixel, since noise does not survive
/// shrinking.
struct DenoisersSheet {
  let material: PreviewMaterial

  /// The difference that has the full color, in gray levels.
  private static let full = 24

  private struct Part: Sendable {
    let whole: ContactSheet.Cell?
    let original: ContactSheet.Cell
    let denoised: [ContactSheet.Cell]
    let changes: [ContactSheet.Cell]
    let json: JSON
  }

  /// The side of the tiles, larger than elsewhere: what a denoiser does is small.
  static let widest = 192

  /// The side of the tiles for some samples: the largest picture enlarged by a whole factor.
  static func side(of chosen: [ChosenSample], requested: Int?) -> Int {
    if let requested { return requested }
    let longest = chosen.reduce(1) { longest, sample in
      let box = sample.details.region
      let cut = sample.details.crop?.frame?.pixelSide
      return max(
        longest,
        cut ?? max(box?.width ?? sample.details.width, box?.height ?? sample.details.height))
    }
    return longest > widest ? widest : widest / longest * longest
  }

  let side: Int

  init(material: PreviewMaterial, chosen: [ChosenSample]) {
    self.material = material
    side = Self.side(of: chosen, requested: material.requestedTile)
  }

  func prepare(_ chosen: [ChosenSample]) throws(WorkbenchError) -> PreparedSheet {
    let parts = try material.rows(of: chosen) { sample, worker throws(WorkbenchError) in
      let cut = try material.images.cropped(sample.details, worker: worker)
      return try PreviewMaterial.drawing(sample) { () throws(ImageError) in
        try part(sample, cut)
      }
    }
    let showsWhole = parts.contains { $0.whole != nil }
    var rows: [ContactSheet.Row] = []
    for (sample, part) in zip(chosen, parts) {
      let lead: [ContactSheet.Cell?] = showsWhole ? [part.whole] : []
      rows.append(
        sample.row(material.taxonomy, lead + [part.original] + part.denoised))
      rows.append(
        ContactSheet.Row(
          label: "", notes: ["what was changed"],
          cells: lead.map { _ in nil } + [nil] + part.changes.map { $0 }, startsGroup: false))
    }
    let names = Denoiser.all.map { denoiser in
      let words = Self.words(denoiser)
      return ContactSheet.Column(words.name, detail: words.parameters, side: side)
    }
    let lead = showsWhole ? [ContactSheet.Column("whole", side: side)] : []
    let sheet = ContactSheet(
      title: material.title, subtitle: "Each denoiser at its standard setting",
      columns: lead + [ContactSheet.Column("original", side: side)] + names, rows: rows,
      legend: [
        ContactSheet.Entry(
          "noise", "estimated deviation in gray levels (Immerkaer, 1996), of the whole picture"),
        ContactSheet.Entry(
          "change", "darker than before, full color from \(Self.full) levels",
          swatch: DifferenceColors.darker),
        ContactSheet.Entry(
          "", "brighter than before", swatch: DifferenceColors.brighter),
      ])
    return PreparedSheet(sheet: sheet, images: chosen.count, shown: parts.map(\.json))
  }

  private func part(_ sample: ChosenSample, _ cut: Image) throws(ImageError) -> Part {
    let picture = material.pixels.pipeline.color == .gray ? cut.grayscale() : cut.rgb()
    let detail = Self.detail(of: picture, side: side)
    let before = NoiseEstimate.sigma(of: picture)
    var denoised: [ContactSheet.Cell] = []
    var changes: [ContactSheet.Cell] = []
    var figures: [JSON] = []
    let shown = try detail.map { box throws(ImageError) in try picture.cropped(to: box) } ?? picture
    for denoiser in Denoiser.all {
      let result = try denoiser(picture)
      let after = NoiseEstimate.sigma(of: result)
      let part = try detail.map { box throws(ImageError) in try result.cropped(to: box) } ?? result
      denoised.append(try ContactSheet.Cell(part, side: side, captions: [Self.noise(after)]))
      let change = try DifferenceColors.image(of: part, minus: shown, full: Self.full)
      changes.append(try ContactSheet.Cell(change, side: side))
      figures.append(
        ["denoiser": .string(denoiser.caption), "noise": JSON(Self.rounded(after))])
    }
    let whole = try detail.map { box throws(ImageError) in
      try ContactSheet.Cell(
        picture, side: side, captions: ["\(picture.width)x\(picture.height)"],
        marks: [
          .box(
            from: CanvasPoint(x: box.x * 16, y: box.y * 16),
            to: CanvasPoint(x: (box.x + box.width) * 16, y: (box.y + box.height) * 16), tag: "",
            Canvas.Color(0xFFFFFF))
        ])
    }
    var json = sample.json(material.taxonomy)
    json["noise"] = JSON(Self.rounded(before))
    json["denoisers"] = .array(figures)
    return Part(
      whole: whole,
      original: try ContactSheet.Cell(shown, side: side, captions: [Self.noise(before)]),
      denoised: denoised, changes: changes, json: .object(json))
  }

  private static func words(_ denoiser: Denoiser) -> (name: String, parameters: String) {
    switch denoiser {
    case .median(let size): ("median", "\(size)x\(size)")
    case .gaussian(let sigma): ("gaussian", "sigma \(Figures.short(sigma))")
    case .bilateral(let diameter, let color, let space):
      (
        "bilateral",
        "diameter \(diameter), sigma \(Figures.short(color)) and \(Figures.short(space))"
      )
    case .nonLocalMeans(let strength, let template, let search):
      ("non-local means", "strength \(Figures.short(strength)), \(template) in \(search)")
    }
  }

  /// The middle of a picture that is larger than a tile: half a tile, so that pixels can be seen.
  private static func detail(of picture: Image, side: Int) -> PixelBox? {
    guard max(picture.width, picture.height) > side else { return nil }
    let (width, height) = (min(picture.width, side / 2), min(picture.height, side / 2))
    return PixelBox(
      x: (picture.width - width) / 2, y: (picture.height - height) / 2, width: width,
      height: height)
  }

  private static func noise(_ sigma: Double) -> String {
    "noise \(Figures.decimal(sigma, places: 1))"
  }

  private static func rounded(_ sigma: Double) -> Double { (sigma * 100).rounded() / 100 }
}
