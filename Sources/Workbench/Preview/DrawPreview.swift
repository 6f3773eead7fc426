internal import Augmentation
public import Core
internal import DatasetCatalog
internal import Imaging

/// Draws originals beside their canonical form and augmented copies, as one PNG.
public struct DrawPreview: Sendable {
  private let pixels: PixelSettings
  private let perClass: Int
  private let copies: Int
  private let seed: UInt64
  private let out: String

  /// A sheet of `perClass` images of each class with `copies` augmented copies each.
  public init(
    pixels: PixelSettings, perClass: Int, copies: Int, seed: UInt64, out: String
  ) throws(WorkbenchError) {
    guard (1...50).contains(perClass) else { throw .usage("--per-class must be between 1 and 50") }
    guard (0...50).contains(copies) else { throw .usage("--copies must be between 0 and 50") }
    (self.pixels, self.perClass, self.copies) = (pixels, perClass, copies)
    (self.seed, self.out) = (seed, out)
  }

  /// Opens the workspace and draws.
  public func run(workspace: String?, session: Session) throws(WorkbenchError) -> PreviewSummary {
    try run(catalog: try WorkspaceOpening.reading(workspace), session: session)
  }

  func run(catalog: Catalog, session: Session) throws(WorkbenchError) -> PreviewSummary {
    let (samples, reader) = try lifting { () throws(CatalogError) in
      (try catalog.sampleSummaries().filter { !$0.isExcluded }, catalog.packReader())
    }
    guard !samples.isEmpty else {
      throw .problem("the workspace \(catalog.path) has no samples; import a source first")
    }
    let images = try CanonicalImages(
      reader: reader, pixels: pixels, seed: seed, workers: session.pool.threads)
    let chosen = choose(samples, classCount: catalog.taxonomy.count)
    let details = try lifting { () throws(CatalogError) in
      try catalog.details(for: chosen.map(\.id))
    }
    var rows: [ContactSheet.Row] = []
    for start in stride(from: 0, to: chosen.count, by: 16) {
      try session.checkCancelled("no preview was written; run it again")
      rows += try session.pool.tryMap(min(16, chosen.count - start)) {
        index, worker throws(WorkbenchError) in
        try row(
          chosen[start + index], details[start + index], images, catalog.taxonomy, worker: worker)
      }
      session.report(
        Progress(step: "preview", done: rows.count, total: chosen.count, unit: "images"))
    }
    let pipeline = pixels.pipeline
    let columns = ["original", "canonical"] + (0..<copies).map { "copy \($0 + 1)" }
    let sheet = ContactSheet(
      title: "\(catalog.taxonomy.name): \(samples.count) samples, \(chosen.count) shown",
      subtitle:
        "canonical \(pipeline.outputWidth)x\(pipeline.outputHeight) \(pipeline.color.rawValue), "
        + "augmentation '\(pixels.policy.name)', seed \(seed)",
      columns: columns, rows: rows)
    let png: [UInt8]
    do { png = try PNGEncoder.encode(try sheet.draw()) } catch {
      throw .image(name: out, error)
    }
    try lifting { () throws(FileError) in
      try Files.createDirectories(Files.parent(out))
      try Files.writeAtomically(png, to: out)
    }
    return PreviewSummary(path: out, images: chosen.count, digest: .sha256(of: png))
  }

  /// The first of each class by a keyed draw, in class order.
  private func choose(_ samples: [SampleSummary], classCount: Int) -> [SampleSummary] {
    let luck = LuckKey(seed: seed, purpose: "preview")
    return (0..<classCount).flatMap { label -> [SampleSummary] in
      let drawn = samples.filter { $0.label == label }
        .map { (draw: luck.draw64(for: $0.sampleKey), sample: $0) }
        .sorted { ($0.draw, $0.sample.sampleKey) < ($1.draw, $1.sample.sampleKey) }
      var seen: Set<Digest> = []
      var chosen: [SampleSummary] = []
      for (_, sample) in drawn where chosen.count < perClass {
        if seen.insert(sample.pixelDigest).inserted { chosen.append(sample) }
      }
      return chosen
    }
  }

  private func row(
    _ sample: SampleSummary, _ details: SampleDetails, _ images: CanonicalImages,
    _ taxonomy: Taxonomy, worker: Int
  ) throws(WorkbenchError) -> ContactSheet.Row {
    let upright = try images.cropped(details, worker: worker)
    let canonical = try images.canonical(details, worker: worker)
    // A blank image has no different copies; a preview shows it all the same.
    let draws =
      (try? images.draws(
        ofCopies: copies, of: canonical, key: sample.sampleKey, name: details.member))
      ?? [Int](repeating: 1, count: copies)
    let augmented = draws.enumerated().map { number, drawn in
      images.copy(number + 1, draws: drawn, of: canonical, key: sample.sampleKey).image
    }
    return ContactSheet.Row(
      label: taxonomy.classNames[sample.label], note: String(sample.contentID.digest.hex.prefix(8)),
      pictures: [upright, canonical] + augmented,
      captions: ["\(upright.width)x\(upright.height)"])
  }
}

/// The sheet that was drawn.
public struct PreviewSummary: Sendable {
  /// The PNG.
  public let path: String
  /// How many images it shows.
  public let images: Int
  /// The SHA-256 of the PNG.
  public let digest: Digest

  /// For programs.
  public var json: JSON {
    ["images": .integer(images), "path": .string(path), "sha256": .string(digest.hex)]
  }
}
