internal import Core
internal import Curation
internal import DatasetCatalog
internal import Imaging

/// Searches a workspace's pictures for near duplicates, or takes what an earlier search kept.
struct NearDuplicates {
  let settings: NearDuplicateSettings

  private static let step = "near duplicates"

  /// The near duplicates among the pictures of a table, by number.
  ///
  /// What is found is kept in a catalog that is open for writing.
  func pairs(
    of table: PictureTable, catalog: Catalog, session: Session
  ) throws(WorkbenchError) -> NearResult {
    guard settings.method != .none else { return NearResult.none }
    let digest = fingerprint(table)
    let stored = try lifting { () throws(CatalogError) in try catalog.nearPairs(of: digest) }
    if let stored, let result = NearResult(stored.pairs, record: stored.record, table: table) {
      return result
    }
    let result = NearResult(try search(table, catalog: catalog, session: session))
    if catalog.mode == .write {
      try lifting { () throws(CatalogError) in
        try catalog.storeNearPairs(
          result.stored(table), digest: digest, record: result.record(settings))
      }
    }
    return result
  }

  /// What the result is a function of: the way of searching, the settings and the pictures.
  private func fingerprint(_ table: PictureTable) -> Digest {
    var hasher = SHA256Hasher()
    hasher.update("near duplicates 2\n\(settings.json.text())\n")
    for picture in 0..<table.count {
      table.key(picture).digest.withBytes { hasher.update($0) }
      table.identities[picture].withBytes { hasher.update($0) }
    }
    return hasher.finalize()
  }

  private func search(
    _ table: PictureTable, catalog: Catalog, session: Session
  ) throws(WorkbenchError) -> NearSearch.Outcome {
    let search = NearSearch(settings: settings, pool: session.pool, folder: catalog.path)
    let reading = PictureReading(
      reader: catalog.packReader(), decoders: try DecoderPool(workers: session.pool.threads))
    let outcome = try search.run(
      count: table.count,
      read: { range, put throws(WorkbenchError) in
        let ids = range.map { table.samples[Int(table.first[$0])].id }
        let pictures = try lifting { () throws(CatalogError) in try catalog.pictures(of: ids) }
        try session.pool.forEach(
          pictures.count,
          throwing: { index, worker throws(WorkbenchError) in
            let number = range.lowerBound + index
            let name = "the sample \(table.key(number))"
            let image = try reading.image(pictures[index], name: name, worker: worker)
            do throws(ImageError) {
              try put(number, image)
            } catch { throw .image(name: name, error) }
          })
      },
      progress: { done throws(WorkbenchError) in
        try session.checkCancelled("nothing was changed; run it again")
        session.report(
          Progress(
            step: Self.step, done: Int(done * Double(table.count)), total: table.count,
            unit: "pictures"))
      })
    guard let outcome else {
      throw .problem(
        "there is no memory for comparing \(table.count) pictures; leave near duplicates out")
    }
    return outcome
  }
}

/// Reads pictures as the pipeline sees them: upright, cut out.
private struct PictureReading: Sendable {
  let reader: PackReader
  let decoders: DecoderPool

  func image(
    _ picture: SamplePicture, name: String, worker: Int
  ) throws(WorkbenchError) -> Image {
    let bytes: [UInt8]
    do { bytes = try reader.bytes(at: picture.location) } catch { throw .catalog(error) }
    // Import has judged the file already; what it accepted is accepted here.
    let options = DecodingOptions(maximumPixels: Int.max, acceptDamaged: true)
    do throws(ImageError) {
      let upright = try decoders.decode(bytes, options: options, worker: worker).image
      return try FaceCutting.cut(
        upright, frame: picture.cut.frame, region: picture.cut.region)
    } catch { throw .image(name: name, error) }
  }
}
