internal import Core
internal import FaceDetection
internal import Imaging
internal import NeuralNetworks

/// Predicts images with a trained network: files, folders and archives, whole or face by face.
public struct PredictImages: Sendable {
  private let model: String
  private let images: [String]
  private let faces: FaceLooking
  private let detector: String?
  private let environment: [String: String]
  private let options: DecodingOptions

  /// A prediction.
  ///
  /// - Parameters:
  ///   - model: the folder that `train` wrote, or a checkpoint in it.
  ///   - images: paths of images, folders and archives; "-" for paths that are read line by line.
  ///   - faces: whether faces are looked for.
  ///   - detector: the face detector's file, where it is not the installed one.
  ///   - environment: where else the detector may be named.
  ///   - acceptDamaged: whether files that the decoder warns about are taken.
  ///   - maximumPixels: the most pixels of one image.
  public init(
    model: String, images: [String], faces: FaceLooking = .asTrained, detector: String? = nil,
    environment: [String: String] = [:], acceptDamaged: Bool = false,
    maximumPixels: Int = ImportLimits().pixels
  ) {
    (self.model, self.images, self.faces) = (model, images, faces)
    (self.detector, self.environment) = (detector, environment)
    options = DecodingOptions(maximumPixels: maximumPixels, acceptDamaged: acceptDamaged)
  }

  /// Predicts everything; a file that cannot be read costs only itself.
  ///
  /// - Parameter nextLine: the paths that "-" stands for, one a call, then nil.
  public func run(
    session: Session, nextLine: @escaping () -> String? = { nil }
  ) throws(WorkbenchError) -> PredictionSummary {
    guard options.maximumPixels > 0 else { throw .usage("--max-pixels must be positive") }
    let model = try TrainedModel(model, pool: session.pool)
    let preparing = try ImagePreparing(
      pipeline: model.pipeline, faces: try lookingFor(model, session), options: options,
      session: session)
    let feed = ImageFeed(images, nextLine: nextLine)
    var summary = PredictionSummary(model)
    var times = PredictionTimes()
    while true {
      try session.checkCancelled("nothing was printed; run it again")
      let began = session.clock()
      let found = feed.batch()
      let read = session.clock()
      times.read += read - began
      guard !found.isEmpty else { break }
      let prepared = session.pool.map(found.count) { index, worker in
        preparing.prepare(found[index], worker: worker)
      }
      let ready = session.clock()
      times.add(prepared, seconds: ready - read)
      let rows = CanonicalRows(prepared.flatMap { $0.parts.map(\.pixels) }, for: model)
      var probabilities: [Float] = []
      if rows.count > 0 {
        probabilities = try lifting { () throws(NetworkError) in
          try model.network.predict(rows)
        }
      }
      times.network += session.clock() - ready
      var place = 0
      for (found, prepared) in zip(found, prepared) {
        if let failure = prepared.failure {
          // Errors of the file system name the file themselves.
          session.warn(failure.contains(found.name) ? failure : "\(found.name): \(failure)")
        }
        place += summary.add(found.name, prepared, probabilities: probabilities[place...])
      }
      session.report(
        Progress(step: "predict", done: summary.images.count, total: nil, unit: "images"))
    }
    try conclude(summary, links: feed.links, times, session)
    return summary
  }

  /// What is told at the end: what was passed over, and where the time went.
  private func conclude(
    _ summary: PredictionSummary, links: Int, _ times: PredictionTimes, _ session: Session
  ) throws(WorkbenchError) {
    guard !summary.images.isEmpty else {
      throw .problem(
        "no image was found in \(images.joined(separator: ", ")); name images, folders or archives")
    }
    if summary.passedOver > 0 {
      session.notice("files that are no images and were passed over: \(summary.passedOver)")
    }
    if links > 0 { session.notice("links that were not followed: \(links); name their targets") }
    session.notice(times.text(images: summary.images.count))
  }

  /// How faces are looked for, and by what; nil where they are not.
  ///
  /// The shards' own faces were found by one detector; as they were treated can only be done by the same.
  private func lookingFor(
    _ model: TrainedModel, _ session: Session
  ) throws(WorkbenchError) -> (settings: FaceSettings, detector: YuNet)? {
    guard let settings = faces.settings(of: model) else { return nil }
    let file = try DetectorModel.locate(
      flag: detector, environment: environment, warn: session.warn)
    if let expected = model.detector, file.digest != expected {
      let difference =
        "the shards' faces were found by the detector \(expected), and \(file.path) is \(file.digest)"
      guard faces == .everyFace else {
        throw .problem("\(difference); name that one with --detector, or use --no-faces")
      }
      session.warn(difference)
    }
    do { return (settings, try YuNet(bytes: file.bytes)) } catch {
      throw .problem("\(file.path): \(error)")
    }
  }
}
