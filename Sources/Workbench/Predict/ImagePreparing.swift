internal import Core
internal import FaceDetection
internal import Imaging
internal import Synchronization
internal import Tensors

/// What an image came to before the network sees it.
struct PreparedImage: Sendable {
  /// A part of the image that is predicted: all of it, or a face.
  struct Part: Sendable {
    let outcome: PredictedPart.Outcome
    let face: Face?
    let frame: CropFrame?
    /// The canonical image, planar C×H×W.
    let pixels: [UInt8]
  }

  var contentID: ContentID?
  var width = 0
  var height = 0
  var parts: [Part] = []
  /// Why there is no prediction.
  var failure: String?
  /// Whether it is a file in a folder or archive that is no image at all.
  var isPassedOver = false
  var times = PredictionTimes()
}

/// Takes images through what the shards went through, on any worker.
struct ImagePreparing: Sendable {
  private let pipeline: Pipeline
  private let faces: FaceSettings?
  private let detectors: DetectorPool?
  private let decoders: DecoderPool
  private let options: DecodingOptions
  private let clock: @Sendable () -> Double
  private let huge = Turn()

  /// Images of more pixels than this are decoded one at a time, so that many of them take the memory of one.
  private static let smallPixels = 16 << 20

  init(
    pipeline: Pipeline, faces: (settings: FaceSettings, detector: YuNet)?,
    options: DecodingOptions, session: Session
  ) throws(WorkbenchError) {
    (self.pipeline, self.options, clock) = (pipeline, options, session.clock)
    self.faces = faces?.settings
    detectors = faces.map { DetectorPool($0.detector, workers: session.pool.threads) }
    decoders = try DecoderPool(workers: session.pool.threads)
  }

  /// The canonical images of a file.
  func prepare(_ found: FoundImage, worker: Int) -> PreparedImage {
    var prepared = PreparedImage()
    do throws(WorkbenchError) {
      let bytes = try found.bytes.get()
      prepared.contentID = .of(bytes)
      try prepare(bytes, found, into: &prepared, worker)
    } catch {
      prepared.failure = error.description
    }
    return prepared
  }

  private func prepare(
    _ bytes: [UInt8], _ found: FoundImage, into prepared: inout PreparedImage, _ worker: Int
  ) throws(WorkbenchError) {
    var mark = clock()
    func lap() -> Double {
      let now = clock()
      defer { mark = now }
      return now - mark
    }
    let upright: Image
    do throws(ImageError) { upright = try decode(bytes, worker) } catch {
      prepared.times.decode = lap()
      if !found.isNamed, case .unknownFormat = error {
        prepared.isPassedOver = true
        return
      }
      throw .problem(error.description)
    }
    (prepared.width, prepared.height) = (upright.width, upright.height)
    prepared.times.decode = lap()
    let (decisions, all) = try decide(upright, worker)
    if faces != nil { prepared.times.faces = lap() }
    defer { prepared.times.pipeline = lap() }
    do throws(ImageError) {
      for decision in decisions {
        guard let outcome = PredictedPart.Outcome(decision) else { continue }
        var (frame, face): (CropFrame?, Face?)
        switch decision {
        case .cropped(let cut, let number): (frame, face) = (cut, all[number])
        case .passedThrough(.filled): face = fillingFace(of: upright, all)
        case nil, .passedThrough(.small), .noFace: break
        }
        let cut = try FaceCutting.cut(upright, frame: frame, region: nil)
        let canonical = try pipeline.canonical(cut)
        prepared.parts.append(
          PreparedImage.Part(
            outcome: outcome, face: face, frame: frame,
            pixels: ShardRow.planar(
              interleaved: canonical.pixels, channels: canonical.channels)))
      }
    } catch { throw .problem(error.description) }
  }

  private func decode(_ bytes: [UInt8], _ worker: Int) throws(ImageError) -> Image {
    var small = options
    small.maximumPixels = min(options.maximumPixels, Self.smallPixels)
    do throws(ImageError) {
      return try decoders.decode(bytes, options: small, worker: worker).image
    } catch .tooManyPixels {
      return try huge.take { () throws(ImageError) in
        try decoders.decode(bytes, options: options, worker: worker).image
      }
    }
  }

  private func fillingFace(of upright: Image, _ all: [Face]) -> Face? {
    guard let faces else { return nil }
    return CropDecision.fillingFace(
      imageWidth: upright.width, imageHeight: upright.height, faces: all, settings: faces
    ).map { all[$0] }
  }

  /// What is cut out, of which faces; one nil for the whole image where no faces are looked for.
  private func decide(
    _ upright: Image, _ worker: Int
  ) throws(WorkbenchError) -> ([CropDecision?], [Face]) {
    guard let faces, let detectors else { return ([nil], []) }
    var found: [Face] = []
    if !faces.isSmall(width: upright.width, height: upright.height) {
      do { found = try detectors.faces(in: upright, settings: faces, worker: worker) } catch {
        throw .problem("\(error)")
      }
    }
    let decisions = CropDecision.decide(
      imageWidth: upright.width, imageHeight: upright.height, faces: found, settings: faces)
    guard decisions == [.noFace] else { return (decisions, found) }
    switch faces.noFace {
    case .keep: return (decisions, found)
    case .exclude: return ([], found)
    case .fail:
      throw .problem(
        "no face was found in it, which the shards' own crop did not allow; leave it out, or use images whole "
          + "with --no-faces")
    }
  }
}

/// Whose turn it is to decode a huge image.
private final class Turn: Sendable {
  private let mutex = Mutex(())

  func take<Value: Sendable, Failure: Error>(
    _ body: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    try mutex.withLock { _ throws(Failure) in try body() }
  }
}

extension PredictedPart.Outcome {
  /// What became of an image: nil stands for a whole image that no faces were looked for in.
  init?(_ decision: CropDecision?) {
    switch decision {
    case nil: self = .whole
    case .cropped: self = .cropped
    case .passedThrough(.small): self = .small
    case .passedThrough(.filled): self = .filled
    case .noFace: self = .noFace
    }
  }
}
