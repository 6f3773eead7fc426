public import Core
public import Imaging

/// A named list of augmentation steps.
///
/// Steps are applied in order; neighbouring geometric steps (rotation, translation, zoom, flip) with one
/// border rule are composed into one warp, so that the image is resampled once.
public struct AugmentationPolicy: Sendable {
  /// The policy's name.
  public let name: String

  /// The steps in order.
  public let steps: [any AugmentationStep]

  /// The steps that a policy may name.
  public static let knownSteps: [any AugmentationStep.Type] = [
    Rotation.self, HorizontalFlip.self, Translation.self, Zoom.self, Brightness.self, Contrast.self,
    GaussianNoise.self, RandomErasing.self,
  ]

  /// The policy that changes nothing.
  public static let none = AugmentationPolicy(name: "none", steps: [])

  init(name: String, steps: [any AugmentationStep]) {
    self.name = name
    self.steps = steps
  }

  /// Whether the policy has no step.
  public var isEmpty: Bool { steps.isEmpty }

  /// The image after one draw of every step, and the record of it.
  public func apply(
    to image: Image, luck: inout Luck
  ) -> (image: Image, trace: AugmentationTrace) {
    var entries: [AugmentationTrace.Entry] = []
    var operations: [PixelOperation] = []
    for step in steps {
      let drawn = step.drawRecorded(using: &luck, width: image.width, height: image.height)
      entries.append(drawn.record)
      operations.append(drawn.operation)
    }
    return (run(operations, on: image), AugmentationTrace(entries: entries))
  }

  /// The image that `apply` gave when it recorded the trace, byte for byte.
  ///
  /// - Throws: ``AugmentationError`` when the trace is not one of this policy.
  public func replay(
    _ trace: AugmentationTrace, on image: Image
  ) throws(AugmentationError) -> Image {
    guard trace.entries.count == steps.count else {
      throw .otherLength(recorded: trace.entries.count, expected: steps.count)
    }
    var operations: [PixelOperation] = []
    for (step, entry) in zip(steps, trace.entries) {
      operations.append(
        try step.recordedOperation(entry, width: image.width, height: image.height))
    }
    return run(operations, on: image)
  }

  /// Changes samples in place, with the same bytes as `apply`; the trainer's way.
  ///
  /// Allocates nothing. The luck is drawn as `apply` draws it.
  /// - Parameter scratch: at least as many bytes as the grid has samples; overwritten.
  public func applyInPlace(
    _ grid: PixelGrid, luck: inout Luck, scratch: UnsafeMutableBufferPointer<UInt8>
  ) {
    var fusion = GeometryFusion()
    for step in steps {
      let operation = step.drawOperation(using: &luck, width: grid.width, height: grid.height)
      fusion.add(operation) { $0.run(on: grid, scratch: scratch) }
    }
    fusion.finish { $0.run(on: grid, scratch: scratch) }
  }

  private func run(_ operations: [PixelOperation], on image: Image) -> Image {
    var result = image
    var fusion = GeometryFusion()
    for operation in operations {
      fusion.add(operation) { result = result.applying($0) }
    }
    fusion.finish { result = result.applying($0) }
    return result
  }
}
