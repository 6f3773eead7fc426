internal import Augmentation
internal import Core
internal import DatasetCatalog
internal import Imaging

/// Draws a sheet of what the pipeline and the augmentation do to the samples, as one PNG.
public struct DrawPreview: Sendable {
  private let pixels: PixelSettings
  private let mode: PreviewMode
  private let selection: PreviewSelection
  private let tile: Int?
  private let seed: UInt64
  private let out: String

  /// The most pixels of a sheet: 40 million, a PNG of some megabytes.
  public static let mostPixels = 40_000_000
  /// The sides a tile may have, in pixels.
  public static let tiles = 32...1024

  /// A sheet of one kind.
  ///
  /// - Parameters:
  ///   - tile: the side of a tile in pixels; nil for one that suits the pictures.
  ///   - seed: of the choice and of the augmentation.
  /// - Throws: `.usage` for settings that contradict one another.
  public init(
    pixels: PixelSettings, mode: PreviewMode, selection: PreviewSelection = PreviewSelection(),
    tile: Int? = nil, seed: UInt64, out: String
  ) throws(WorkbenchError) {
    try selection.validate(for: mode)
    if case .steps(let copies) = mode, !(0...50).contains(copies) {
      throw .usage("--copies must be between 0 and 50, not \(copies)")
    }
    if let tile, !Self.tiles.contains(tile) {
      throw .usage(
        "--tile must be between \(Self.tiles.lowerBound) and \(Self.tiles.upperBound), not \(tile)")
    }
    if mode == .grid, pixels.policy.isEmpty {
      throw .usage("--grid shows the steps of a policy, and '\(pixels.policy.name)' has none")
    }
    (self.pixels, self.mode, self.selection) = (pixels, mode, selection)
    (self.tile, self.seed, self.out) = (tile, seed, out)
  }

  /// The standard sheet of `perClass` images of each class with `copies` augmented copies each.
  public init(
    pixels: PixelSettings, perClass: Int, copies: Int, seed: UInt64, out: String
  ) throws(WorkbenchError) {
    var selection = PreviewSelection()
    selection.perClass = perClass
    try self.init(
      pixels: pixels, mode: .steps(copies: copies), selection: selection, seed: seed, out: out)
  }

  /// Opens the workspace and draws.
  public func run(workspace: String?, session: Session) throws(WorkbenchError) -> PreviewSummary {
    try run(catalog: try WorkspaceOpening.reading(workspace), session: session)
  }

  func run(catalog: Catalog, session: Session) throws(WorkbenchError) -> PreviewSummary {
    let (all, sources) = try lifting { () throws(CatalogError) in
      (try catalog.sampleSummaries(), try catalog.sources())
    }
    let samples = all.filter { !$0.isExcluded }
    guard !samples.isEmpty else {
      throw .problem("the workspace \(catalog.path) has no samples; import a source first")
    }
    let material = PreviewMaterial(
      catalog: catalog, samples: samples, sourceNames: sources.map(\.name).sorted(),
      images: try CanonicalImages(
        reader: catalog.packReader(), pixels: pixels, seed: seed, workers: session.pool.threads),
      seed: seed, requestedTile: tile, session: session)
    var choosing = SampleChoosing(
      material: material, all: all, sources: sources.map { (Int32($0.id), $0.name) },
      selection: selection)
    var prepared = try prepare(material, &choosing)
    if !choosing.explanation.isEmpty {
      let shown = Figures.count(prepared.images)
      let total = Figures.count(samples.count, "sample")
      prepared.sheet.legend.append(
        ContactSheet.Entry("samples", "\(shown) of \(total), \(choosing.explanation)"))
    }
    return try write(prepared)
  }

  private func prepare(
    _ material: PreviewMaterial, _ choosing: inout SampleChoosing
  ) throws(WorkbenchError) -> PreparedSheet {
    switch mode {
    case .steps(let copies):
      let chosen = try choosing.choose(perClass: 2)
      try refuseLarge(rows: chosen.count, columns: copies + 2, side: material.tile)
      return try StepsSheet(material: material, copies: copies).prepare(chosen)
    case .grid:
      return try GridSheet(material: material).prepare(choosing.choose(perClass: 1, limit: 1))
    case .average:
      return try AverageSheet(material: material).prepare(labels: choosing.labels())
    case .denoisers:
      let chosen = try choosing.choose(perClass: 1)
      let sheet = DenoisersSheet(material: material, chosen: chosen)
      try refuseLarge(rows: 2 * chosen.count, columns: 6, side: sheet.side)
      return try sheet.prepare(chosen)
    case .faces:
      let chosen = try choosing.choose(perClass: 1)
      try refuseLarge(rows: chosen.count, columns: 2, side: tile ?? FacesSheet.widest)
      return try FacesSheet(material: material).prepare(chosen)
    }
  }

  /// Refuses a sheet that is too large before any picture is decoded.
  private func refuseLarge(rows: Int, columns: Int, side: Int) throws(WorkbenchError) {
    let count = Double(rows) * Double(columns) * Double(side) * Double(side)
    guard count > Double(Self.mostPixels) else { return }
    throw tooLarge("\(rows) rows of \(columns) tiles of \(side)x\(side) pixels")
  }

  private func tooLarge(_ what: String) -> WorkbenchError {
    let flags =
      selection.worst != nil
      ? "--count" : selection.samples.isEmpty ? "--per-class" : "the number of --sample"
    let copies = if case .steps = mode { ", --copies" } else { "" }
    return .usage(
      "the sheet would be \(what), more than the limit of \(Figures.count(Self.mostPixels)) pixels; "
        + "lower \(flags)\(copies) or --tile")
  }

  private func write(_ prepared: PreparedSheet) throws(WorkbenchError) -> PreviewSummary {
    let (width, height) = prepared.sheet.size
    guard Double(width) * Double(height) <= Double(Self.mostPixels) else {
      throw tooLarge("\(Figures.count(width)) x \(Figures.count(height)) pixels")
    }
    let png: [UInt8]
    do { png = try PNGEncoder.encode(try prepared.sheet.draw()) } catch {
      throw .image(name: out, error)
    }
    try lifting { () throws(FileError) in
      try Files.createDirectories(Files.parent(out))
      try Files.writeAtomically(png, to: out)
    }
    return PreviewSummary(
      path: out, mode: mode, images: prepared.images, width: width, height: height,
      shown: prepared.shown, digest: .sha256(of: png))
  }
}
