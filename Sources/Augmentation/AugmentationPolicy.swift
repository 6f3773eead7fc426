public import Core
public import Imaging

/// A named list of augmentation steps and groups of steps.
///
/// Steps are applied in order; neighbouring geometric steps with one border rule and one interpolation are
/// composed into one warp, so that the image is resampled once.
public struct AugmentationPolicy: Sendable {
  /// The policy's name.
  public let name: String

  /// The steps in the order of the file, those in groups too.
  public let steps: [any AugmentationStep]

  let items: [PolicyItem]

  /// The steps that a policy may name.
  public static let knownSteps: [any AugmentationStep.Type] = [
    Rotation.self, HorizontalFlip.self, Translation.self, Zoom.self, Shear.self, RandomCrop.self,
    Brightness.self, Contrast.self, Gamma.self, Blur.self, GaussianNoise.self, RandomErasing.self,
  ]

  /// The policy that changes nothing.
  public static let none = AugmentationPolicy(name: "none", items: [])

  init(name: String, items: [PolicyItem]) {
    self.name = name
    self.items = items
    steps = items.flatMap(\.steps)
  }

  /// Whether the policy has no step.
  public var isEmpty: Bool { steps.isEmpty }

  /// The image after one draw of every step, and the record of it.
  public func apply(
    to image: Image, luck: inout Luck
  ) -> (image: Image, trace: AugmentationTrace) {
    var entries: [AugmentationTrace.Entry] = []
    entries.reserveCapacity(steps.count)
    let changed = image.changed { sequence in
      for item in items {
        item.draw(using: &luck) { step, isChosen, luck in
          let drawn = step.drawRecorded(using: &luck, width: image.width, height: image.height)
          entries.append(isChosen ? drawn.record : .init(leftOut: type(of: step)))
          if isChosen { sequence.add(drawn.operation) }
        }
      }
    }
    return (changed, AugmentationTrace(entries: entries))
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
    var entries = trace.entries[...]
    for item in items { _ = try item.check(&entries) }
    return image.changed { sequence in
      for operation in operations { sequence.add(operation) }
    }
  }

  /// Changes samples in place, with the same bytes as `apply`; the trainer's way.
  ///
  /// Allocates nothing. The luck is drawn as `apply` draws it.
  /// - Parameter scratch: at least as many bytes as the grid has samples; overwritten.
  public func applyInPlace(
    _ grid: PixelGrid, luck: inout Luck, scratch: UnsafeMutableBufferPointer<UInt8>
  ) {
    var sequence = OperationSequence(on: grid, scratch: scratch)
    for item in items {
      item.draw(using: &luck) { step, isChosen, luck in
        let operation = step.drawOperation(using: &luck, width: grid.width, height: grid.height)
        if isChosen { sequence.add(operation) }
      }
    }
    sequence.finish()
  }
}
