internal import Core

/// An image's name in RAF-DB: "train_00001.jpg", "test_0001_aligned.jpg".
struct RAFName: Hashable, Sendable {
  let isTest: Bool
  let number: Int
  let digits: Int
  let isAligned: Bool

  init?(_ file: Substring) {
    guard file.utf8.first == UInt8(ascii: "t") else { return nil }
    var cursor = NameCursor(file)
    if cursor.skip("train_") {
      isTest = false
    } else if cursor.skip("test_") {
      isTest = true
    } else {
      return nil
    }
    if let number = cursor.number(digits: 5...5) {
      (self.number, digits) = (number, 5)
    } else if let number = cursor.number(digits: 4...4) {
      (self.number, digits) = (number, 4)
    } else {
      return nil
    }
    isAligned = cursor.skip("_aligned")
    guard cursor.isAtEnding else { return nil }
  }

  /// The image's key, with or without "_aligned".
  var key: UInt64 { (isTest ? 1 << 40 : 0) + UInt64(digits) << 32 + UInt64(number) }

  /// Whether the basic set names its images so: five digits in train, four in test.
  var isBasic: Bool { digits == (isTest ? 4 : 5) }

  var split: Split { isTest ? .test : .train }

  /// What tells the split.
  var evidence: String { "the name's prefix “\(isTest ? "test_" : "train_")”" }
}
