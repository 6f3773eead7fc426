internal import Core
internal import GRDB

extension Catalog {
  /// Where the pixels of some samples are, in the order of `ids`; ask in batches of some thousands.
  ///
  /// - Throws: `CatalogError`, `.unknownSample` for a number that is none.
  public func pictures(of ids: [Int64]) throws(CatalogError) -> [SamplePicture] {
    try read { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT samples.id, contents.content_id, contents.pack, places.path, contents.source_path,
            contents.offset, contents.length, contents.d_hash, contents.p_hash,
            samples.x, samples.y, samples.width, samples.height,
            crops.outcome, crops.face, crops.center_x, crops.center_y, crops.side, crops.tilt
          FROM samples
          JOIN contents ON contents.id = samples.content
          LEFT JOIN crops ON crops.sample_id = samples.id
          LEFT JOIN sources AS places ON places.id = contents.source_id
          WHERE samples.id IN (SELECT value FROM json_each(?))
          """,
        arguments: [JSON.array(ids.map { .integer(Int($0)) }).text()])
      var found: [Int64: SamplePicture] = [:]
      found.reserveCapacity(ids.count)
      while let row = try rows.next() {
        let id: Int64 = try row.required(0)
        found[id] = SamplePicture(
          id: id,
          location: try row.location(
            contentID: 1, pack: 2, source: 3, file: 4, offset: 5, length: 6),
          cut: PictureCut(region: row.region(9), frame: try row.crop(13)?.frame),
          dHash: UInt64(bitPattern: try row.required(7)),
          pHash: UInt64(bitPattern: try row.required(8)))
      }
      return try ids.map { id in
        guard let picture = found[id] else { throw CatalogError.unknownSample(id: id) }
        return picture
      }
    }
  }

  /// The cut of every sample that is not all of its image, by row number.
  ///
  /// - Throws: `CatalogError`.
  public func pictureCuts() throws(CatalogError) -> [Int64: PictureCut] {
    try read { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT samples.id, samples.x, samples.y, samples.width, samples.height,
            crops.outcome, crops.face, crops.center_x, crops.center_y, crops.side, crops.tilt
          FROM samples LEFT JOIN crops ON crops.sample_id = samples.id
          WHERE samples.x IS NOT NULL OR crops.side IS NOT NULL
          """)
      var cuts: [Int64: PictureCut] = [:]
      while let row = try rows.next() {
        cuts[try row.required(0)] = PictureCut(
          region: row.region(1), frame: try row.crop(5)?.frame)
      }
      return cuts
    }
  }
}
