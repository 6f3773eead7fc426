import Augmentation
import Core
import Imaging

/// Images and policies made by the tests.
enum Fixtures {
  static func drawn(_ width: Int, _ height: Int, _ channels: Int) throws -> Image {
    var luck = LuckKey(seed: 3, purpose: "fixture").luck(for: 0, epoch: 0)
    let count = width * height * channels
    let pixels = (0..<count).map { index in
      UInt8((index / channels * 3) % 190 + luck.index(below: 60))
    }
    return try Image(width: width, height: height, channels: channels, pixels: pixels)
  }

  static let shapes = [(1, 1, 1), (2, 3, 3), (48, 48, 1), (31, 20, 3), (5, 40, 1)]

  /// One policy for each known step, always applied, and some of several steps.
  static let steps: [String] = [
    #"{"step":"rotation","degrees":30,"probability":1}"#,
    #"{"step":"rotation","degrees":180,"probability":1,"border":"black"}"#,
    #"{"step":"horizontal-flip","probability":1}"#,
    #"{"step":"translation","range":0.3,"probability":1,"border":"edge"}"#,
    #"{"step":"zoom","range":0.4,"probability":1}"#,
    #"{"step":"brightness","range":0.3,"probability":1}"#,
    #"{"step":"contrast","range":0.5,"probability":1}"#,
    #"{"step":"gaussian-noise","deviation":12,"probability":1}"#,
    #"{"step":"random-erasing","probability":1}"#,
  ]

  static let lists: [String] =
    steps + [
      steps.joined(separator: ","),
      #"""
      {"step":"rotation","degrees":12,"probability":0.5},{"step":"horizontal-flip"},
      {"step":"brightness","range":0.2}
      """#,
      steps[0] + "," + steps[2] + "," + steps[4],
    ]

  static func policy(_ steps: String) throws -> AugmentationPolicy {
    let text = "{\"name\": \"test\", \"steps\": [\(steps)]}"
    return try AugmentationPolicy(
      settings: SettingsNode(json: try JSON(parsing: text), file: "a.yaml"))
  }

  static func luck(_ word: UInt64, epoch: UInt32 = 0) -> Luck {
    LuckKey(seed: 9, purpose: "augment").luck(for: word, epoch: epoch)
  }
}
