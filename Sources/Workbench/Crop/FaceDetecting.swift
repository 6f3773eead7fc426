internal import Core
internal import DatasetCatalog
internal import FaceDetection
internal import Imaging

/// Looks for faces in every image that the detector has not seen yet, and stores what it found.
struct FaceDetecting {
  let catalog: Catalog
  let detector: YuNet
  let settings: FaceSettings
  let session: Session

  /// Images a transaction: what is found is kept, whenever the run ends.
  private static let batch = 128
  /// Raised whenever the same file and settings would give other faces.
  private static let version = 1

  /// What the findings depend on: the file, and the settings that are not only for choosing.
  var identity: JSON {
    let all = settings.json
    return [
      "detector": "yunet", "min-score": all["min-score"] ?? .null,
      "model": .string(detector.digest.hex), "nms": all["nms"] ?? .null,
      "scales": all["scales"] ?? .null, "version": .integer(Self.version),
    ]
  }

  /// Returns the detector's number in the catalog and how many images it looked at.
  func run() throws(WorkbenchError) -> (number: Int64, count: Int) {
    let identity = identity
    let (number, contents) = try lifting { () throws(CatalogError) in
      let number = try catalog.detectorNumber(identity)
      return (
        number, try catalog.contentsToDetect(detector: number, sidesAbove: settings.small)
      )
    }
    let reader = catalog.packReader()
    let decoders = try DecoderPool(workers: session.pool.threads)
    let detectors = DetectorPool(detector, workers: session.pool.threads)
    for start in stride(from: 0, to: contents.count, by: Self.batch) {
      try session.checkCancelled("the faces found so far are kept; run it again to go on")
      let part = Array(contents[start..<min(start + Self.batch, contents.count)])
      let places = try lifting { () throws(CatalogError) in
        try catalog.places(ofContents: part)
      }
      let found = try session.pool.tryMap(part.count) { index, worker throws(WorkbenchError) in
        let bytes = try lifting { () throws(CatalogError) in
          try reader.bytes(at: places[index].location)
        }
        let options = DecodingOptions(maximumPixels: Int.max, acceptDamaged: true)
        let image: Image
        do throws(ImageError) {
          image = try decoders.decode(bytes, options: options, worker: worker).image
        } catch {
          throw .image(name: places[index].name, error)
        }
        do {
          return try detectors.faces(in: image, settings: settings, worker: worker)
            .map(DetectedFace.init)
        } catch { throw .problem("\(places[index].name): \(error)") }
      }
      try lifting { () throws(CatalogError) in
        try catalog.storeDetections(
          zip(part, found).map { (content: $0, faces: $1) }, detector: number)
      }
      session.report(
        Progress(
          step: "faces", done: start + part.count, total: contents.count, unit: "images"))
    }
    return (number, contents.count)
  }
}

/// One detector for each worker of a pool.
final class DetectorPool: @unchecked Sendable {
  // Safe to share: a worker uses its own detector only, and a pool runs each worker on one thread at a time.
  private let detectors: [FaceDetector]

  init(_ network: YuNet, workers: Int) {
    detectors = (0..<workers).map { _ in FaceDetector(network) }
  }

  func faces(
    in image: Image, settings: FaceSettings, worker: Int
  ) throws(FaceDetectionError) -> [Face] {
    try detectors[worker].faces(in: image, settings: settings)
  }
}

extension DetectedFace {
  /// A face as the catalog stores it.
  init(_ face: Face) {
    self.init(
      x: face.x, y: face.y, width: face.width, height: face.height,
      points: face.landmarks.flatMap { [$0.x, $0.y] }, score: face.score)
  }
}

extension Face {
  /// A face as it was found; nil where the stored numbers are none.
  init?(_ stored: DetectedFace) {
    guard stored.points.count == DetectedFace.pointCount else { return nil }
    func point(_ number: Int) -> Point {
      Point(x: stored.points[2 * number], y: stored.points[2 * number + 1])
    }
    self.init(
      x: stored.x, y: stored.y, width: stored.width, height: stored.height, rightEye: point(0),
      leftEye: point(1), nose: point(2), rightMouth: point(3), leftMouth: point(4),
      score: stored.score)
  }

  /// In pixels, for programs.
  var json: JSON {
    func pixels(_ number: Int) -> JSON { .number(Double(number) / Double(Face.unit)) }
    return [
      "height": pixels(height),
      "landmarks": .array(landmarks.map { [pixels($0.x), pixels($0.y)] }),
      "score": .number(Double(score) / Double(Face.scoreUnit)), "width": pixels(width),
      "x": pixels(x), "y": pixels(y),
    ]
  }
}
