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
    #"{"step":"shear","range":0.2,"probability":1,"border":{"constant":200}}"#,
    #"{"step":"random-crop","share":0.7,"probability":1}"#,
    #"{"step":"gamma","range":0.5,"probability":1}"#,
    #"{"step":"blur","sigma":1.5,"probability":1}"#,
    #"{"step":"rotation","degrees":[-10,40],"probability":1,"interpolation":"nearest"}"#,
  ]

  /// A turn, a mirror and a change of light, each by chance.
  static let mixed = #"""
    {"step":"rotation","degrees":12,"probability":0.5},{"step":"horizontal-flip"},
    {"step":"brightness","range":0.2}
    """#

  /// Groups, some within others.
  static let groups: [String] = [
    #"{"one-of":[{"step":"blur","sigma":2},{"step":"gamma","range":[0.5,2]}],"probability":0.7}"#,
    #"""
    {"some-of":[{"step":"rotation","degrees":20},{"step":"zoom","range":[0.8,1.1]},
    {"step":"contrast","range":0.3},{"step":"horizontal-flip"}],"count":[1,3],"weights":[1,2,1,5]}
    """#,
    #"""
    {"one-of":[{"some-of":[{"step":"shear","range":0.1},{"step":"brightness","range":[-0.4,-0.1]},
    {"step":"random-erasing","value":7}],"count":2},{"step":"gaussian-noise","deviation":[2,9]},
    {"one-of":[{"step":"horizontal-flip","probability":0.5},{"step":"translation","range":0.2}]}],
    "weights":[3,1,2],"probability":0.9}
    """#,
  ]

  static let lists: [String] =
    steps + groups + [
      steps.joined(separator: ","), mixed, steps[0] + "," + steps[2] + "," + steps[4],
      groups.joined(separator: ","),
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
