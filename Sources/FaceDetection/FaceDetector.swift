public import Imaging
internal import NeuralNetworks

/// Looks for faces; the memory of one thread.
///
/// What it finds depends on the image and the settings alone: not on what it saw before, nor on threads or
/// machine.
public final class FaceDetector {
  /// The network it runs.
  public let network: YuNet
  private let workspace: InferenceWorkspace

  /// The longer side, in pixels of its own scale, that a face must have where a finer look follows.
  public static let coarseSide = 32

  /// A detector for one thread.
  public init(_ network: YuNet) {
    self.network = network
    workspace = InferenceWorkspace(network.network)
  }

  /// Bytes of memory held for runs of the network: those of the largest scale so far.
  public var byteCount: Int { workspace.byteCount }

  /// The faces of an upright image, by falling score.
  ///
  /// The image is looked at once for every size of ``ScalePlan``; what is found is brought to the image's
  /// pixels and suppressed together. At all sizes but the largest only boxes count whose longer side is at
  /// least ``coarseSide`` there: what is smaller is seen better at the next size, and is often no face. Of equal scores the first stands in the order of scales (small first),
  /// grids (fine first), rows and columns.
  /// - Throws: ``FaceDetectionError``.
  public func faces(
    in image: Image, settings: FaceSettings = .standard
  ) throws(FaceDetectionError) -> [Face] {
    var candidates: [Candidate] = []
    let sizes = ScalePlan.sizes(width: image.width, height: image.height, scales: settings.scales)
    for (index, size) in sizes.enumerated() {
      let scaled: Image
      do {
        scaled = try image.resized(width: size.width, height: size.height, filter: .area)
      } catch {
        throw .image(reason: "\(error)")
      }
      var found = try candidatesOnce(in: scaled, minimum: Float(settings.minimumScore))
      if index + 1 < sizes.count {
        found.removeAll { max($0.width, $0.height) < Float(Self.coarseSide) }
      }
      let across = Double(image.width) / Double(size.width)
      let down = Double(image.height) / Double(size.height)
      candidates += found.map { $0.scaled(across: across, down: down) }.filter(\.isSound)
    }
    let suppression = Suppression(
      minimum: Float(settings.minimumScore), overlap: Float(settings.overlap))
    return suppression.kept(candidates).map(\.face)
  }

  /// What the network finds in an image at its own size.
  package func candidatesOnce(
    in image: Image, minimum: Float
  ) throws(FaceDetectionError) -> [Candidate] {
    let multiple = YuNet.multiple
    let width = (image.width + multiple - 1) / multiple * multiple
    let height = (image.height + multiple - 1) / multiple * multiple
    do {
      try workspace.prepare(height: height, width: width)
      try image.withPixels { samples throws(ONNXError) in
        try workspace.setImage(
          samples, height: image.height, width: image.width, channels: image.channels,
          reversed: true)
      }
    } catch {
      throw .model(error)
    }
    workspace.run()
    var found: [Candidate] = []
    for stride in YuNet.strides {
      found += try decode(stride, width: width, height: height, minimum: minimum)
    }
    return found
  }

  private func decode(
    _ stride: Int, width: Int, height: Int, minimum: Float
  ) throws(FaceDetectionError) -> [Candidate] {
    let (columns, cells) = (width / stride, width / stride * (height / stride))
    var buffers: [UnsafeBufferPointer<Float>] = []
    for (part, numbers) in YuNet.parts {
      // The outputs lie in the workspace until the next run.
      let buffer = workspace.withOutput("\(part)_\(stride)") { floats, _ in floats }
      guard let buffer, buffer.count == cells * numbers else {
        throw .notADetector(
          reason: "its output '\(part)_\(stride)' does not have \(numbers) numbers a cell")
      }
      buffers.append(buffer)
    }
    return Candidate.decode(
      cls: buffers[0], obj: buffers[1], bbox: buffers[2], kps: buffers[3], columns: columns,
      stride: stride, minimum: minimum)
  }
}
