internal import Augmentation
internal import Core
internal import Imaging

extension PixelCase {
  /// Whole policies, whose steps are always applied, with draws and records as offline copies have them;
  /// and one without a record, in place, as the trainer works.
  static var policies: [PixelCase] {
    get throws {
      let flip = #"{"step": "horizontal-flip", "probability": 1}"#
      let rotation = #"{"step": "rotation", "degrees": 15, "probability": 1}"#
      let light = """
        {"step": "brightness", "range": 0.2, "probability": 1},
        {"step": "contrast", "range": 0.2, "probability": 1}
        """
      let three = [flip, rotation, light].joined(separator: ",")
      return [
        recorded("policy-flip", try policy(flip)),
        recorded("policy-rotation", try policy(rotation)),
        recorded("policy-light", try policy(light)),
        recorded("policy-three", try policy(three)),
        online("online-three", try policy(three)),
      ]
    }
  }

  private static func policy(_ steps: String) throws -> AugmentationPolicy {
    let json = try JSON(parsing: #"{"name": "bench", "steps": [\#(steps)]}"#)
    return try AugmentationPolicy(settings: SettingsNode(json: json, file: "bench"))
  }

  private static let key = LuckKey(seed: 1, purpose: "bench")

  private static func recorded(_ name: String, _ policy: AugmentationPolicy) -> PixelCase {
    PixelCase(name) { image, number in
      var luck = key.luck(for: number, epoch: 0)
      return policy.apply(to: image, luck: &luck).image
    }
  }

  private static func online(_ name: String, _ policy: AugmentationPolicy) -> PixelCase {
    PixelCase(name) { image, number in
      var luck = key.luck(for: number, epoch: 0)
      var copy = image
      copy.withMutablePixels { samples in
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: samples.count) { scratch in
          let grid = PixelGrid(
            samples: samples, width: image.width, height: image.height, channels: image.channels,
            layout: .interleaved)
          policy.applyInPlace(grid, luck: &luck, scratch: scratch)
        }
      }
      return copy
    }
  }
}
