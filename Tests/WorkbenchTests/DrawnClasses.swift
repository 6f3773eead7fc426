import Core
import Imaging
import TestSupport

/// Seven classes that a linear network tells apart: a bright block at a place of the class's own, in noise.
struct DrawnClasses {
  /// The archive.
  let path: String
  /// The samples whose folder is not what the picture shows, and what it shows.
  let wrong: [SampleKey: Int]

  static let classNames = ["angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"]

  /// An archive with `perClass` pictures of each class.
  ///
  /// - Parameters:
  ///   - wrong: how many lie in a folder that is not their class's.
  ///   - codes: the folder of each class, where the classes are mixed up.
  ///   - codesOf: the split whose classes are mixed up; nil for all.
  ///   - splits: the splits in turn, where there are official ones.
  static func archive(
    in folder: TemporaryFolder, name: String, perClass: Int, wrong: Int = 0, codes: [Int]? = nil,
    codesOf: String? = nil, splits: [String]? = nil, seed: UInt64
  ) throws -> DrawnClasses {
    var luck = LuckKey(seed: seed, purpose: "test/classes").luck(for: 0, epoch: 0)
    var members: [(path: String, bytes: [UInt8])] = []
    var misplaced: [SampleKey: Int] = [:]
    for number in 0..<perClass * 7 {
      let shown = number % 7
      var pixels = (0..<144).map { _ in UInt8(60 + luck.index(below: 20)) }
      for place in 0..<16 {
        let (row, column) = (place / 4 + shown / 3 * 4, place % 4 + shown % 3 * 4)
        pixels[row * 12 + column] = UInt8(180 + luck.index(below: 70))
      }
      let bytes = try PNGEncoder.encode(
        try Image(width: 12, height: 12, channels: 1, pixels: pixels))
      let split = splits.map { $0[number / 7 % $0.count] }
      var label = shown
      if let codes, codesOf == nil || codesOf == split { label = codes[shown] }
      if number % 7 == number / 7 % 7, misplaced.count < wrong {
        label = (shown + 1 + number / 7 % 5) % 7
        misplaced[SampleKey(content: ContentID(Digest.sha256(of: bytes)), region: nil)] = shown
      }
      let place = split.map { "\($0)/" } ?? ""
      members.append(("\(place)\(classNames[label])/\(number).png", bytes))
    }
    let path = try Fixtures.archive(in: folder, name: name, members: members)
    return DrawnClasses(path: path, wrong: misplaced)
  }

  /// A recipe that learns them in a moment; mirrored, two classes would be each other.
  static func recipe(_ folder: TemporaryFolder, epochs: Int = 8) throws -> String {
    let path = folder.file("linear-\(epochs).yaml")
    try Files.writeAtomically(
      text: """
        model: {architecture: linear}
        epochs: \(epochs)
        batch: 16
        optimizer: {name: adamw, learning-rate: 0.01}
        augment: false
        """, to: path)
    return path
  }
}
