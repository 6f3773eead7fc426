internal import Core
internal import GRDB

extension Row {
  /// A content's place from its columns; `source` is the path of the source it lies in.
  func location(
    contentID: Int, pack: Int, source: Int, file: Int, offset: Int, length: Int
  ) throws -> ContentLocation {
    let place: ContentLocation.Place
    if let number: Int = self[pack] {
      place = .pack(number)
    } else if let path: String = self[source] {
      place = .source(path: path, file: self[file])
    } else {
      throw BadColumn()
    }
    let start: Int64 = try required(offset)
    let bytes: Int = try required(length)
    guard bytes >= 0, bytes <= TarEntry.maximumLength, start >= 0 else { throw BadColumn() }
    return ContentLocation(
      contentID: ContentID(try requiredDigest(contentID)), place: place, offset: start,
      length: bytes)
  }

  /// A region from four columns that begin at `column`; nil where they are NULL.
  func region(_ column: Int) -> PixelBox? {
    guard let x: Int = self[column], let y: Int = self[column + 1],
      let width: Int = self[column + 2], let height: Int = self[column + 3]
    else { return nil }
    return PixelBox(x: x, y: y, width: width, height: height)
  }

  /// A crop from six columns that begin at `column`; nil where they are NULL.
  func crop(_ column: Int) throws -> SampleCrop? {
    guard let number: Int = self[column] else { return nil }
    guard let outcome = SampleCrop.Outcome(rawValue: number) else { throw BadColumn() }
    var frame: CropFrame?
    if outcome == .cropped {
      frame = CropFrame(
        centerX: try required(column + 2), centerY: try required(column + 3),
        side: try required(column + 4), tilt: try required(column + 5))
    }
    return SampleCrop(outcome, frame: frame, face: self[column + 1])
  }

  /// A texture from four columns that begin at `column`; nil where they are NULL.
  func texture(_ column: Int) -> ContentTexture? {
    guard let noise: Double = self[column], let fineness: Double = self[column + 1],
      let flatness: Double = self[column + 2], let twoTone: Double = self[column + 3]
    else { return nil }
    return ContentTexture(
      noise: noise, fineness: fineness, flatness: flatness, twoTone: twoTone)
  }
}
