internal import Core
internal import Curation
internal import DatasetCatalog
internal import Imaging

/// Takes the measures that the catalog does not have yet, and stores them.
struct AuditMeasuring {
  let catalog: Catalog
  let needsCleanVision: Bool
  let session: Session

  /// Images a transaction: what is measured is kept, whenever the audit ends.
  private static let batch = 1024

  /// The contents with all their measures, and those of CleanVision by row, where they are asked for.
  func run() throws(WorkbenchError) -> (
    contents: [AuditContent], cleanVision: [Int64: CleanVisionFigures], measured: Int
  ) {
    var (contents, cleanVision) = try lifting { () throws(CatalogError) in
      (
        try catalog.auditContents(),
        needsCleanVision ? try catalog.cleanVisionFigures() : [:]
      )
    }
    let missing = contents.indices.filter { place in
      contents[place].measures.texture == nil
        || needsCleanVision && cleanVision[contents[place].row] == nil
    }
    let reader = catalog.packReader()
    let decoders = try DecoderPool(workers: session.pool.threads)
    for start in stride(from: 0, to: missing.count, by: Self.batch) {
      try session.checkCancelled("what was measured is kept; run audit again to go on")
      let part = Array(missing[start..<min(start + Self.batch, missing.count)])
      let rows = part.map { contents[$0].row }
      let places = try lifting { () throws(CatalogError) in try catalog.places(ofContents: rows) }
      let wantsBoth = needsCleanVision
      let results = try session.pool.tryMap(part.count) { number, worker throws(WorkbenchError) in
        let bytes = try lifting { () throws(CatalogError) in
          try reader.bytes(at: places[number].location)
        }
        let options = DecodingOptions(maximumPixels: Int.max, acceptDamaged: true)
        do throws(ImageError) {
          let image = try decoders.decode(bytes, options: options, worker: worker).image
          return (
            ContentTexture(ImageMeasures.measure(image).texture),
            wantsBoth ? CleanVisionFigures(.measure(image)) : nil
          )
        } catch { throw .image(name: places[number].name, error) }
      }
      try lifting { () throws(CatalogError) in
        try catalog.storeTextures(zip(rows, results).map { (content: $0, texture: $1.0) })
        try catalog.storeCleanVision(
          zip(rows, results).compactMap { row, result in result.1.map { (row, $0) } })
      }
      for (place, result) in zip(part, results) {
        contents[place].measures.texture = result.0
        if let figures = result.1 { cleanVision[contents[place].row] = figures }
      }
      session.report(
        Progress(
          step: "measure", done: start + part.count, total: missing.count, unit: "images"))
    }
    return (contents, cleanVision, missing.count)
  }
}

extension CleanVisionFigures {
  init(_ measures: CleanVisionMeasures) {
    self.init(
      brightest: measures.brightest, darkest: measures.darkest, edges: measures.edges,
      histogramDeviation: measures.histogramDeviation, entropy: measures.entropy)
  }
}

extension QualityFigures {
  /// The figures of a content whose texture is known.
  init(_ content: AuditContent, texture: ContentTexture, cleanVision: CleanVisionFigures?) {
    let measures = content.measures
    self.init(
      width: content.width, height: content.height, bytes: content.bytes,
      brightness: measures.brightness, contrast: measures.contrast,
      sharpness: measures.sharpness, entropy: measures.entropy,
      darkest: measures.darkest, dark: measures.dark,
      brightest: measures.brightest,
      texture: ImageTexture(
        noise: texture.noise, fineness: texture.fineness, flatness: texture.flatness,
        twoTone: texture.twoTone),
      cleanVision: cleanVision.map {
        CleanVisionMeasures(
          brightest: $0.brightest, darkest: $0.darkest, edges: $0.edges,
          histogramDeviation: $0.histogramDeviation, entropy: $0.entropy)
      })
  }
}
