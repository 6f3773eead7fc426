/// One of CK+'s code files: a single float such as "   3.0000000e+00".
struct EmotionCodeFile: Hashable, Sendable {
  let path: String
  /// The frame its name tells: the last of its sequence.
  let frame: UInt32
  /// The code, once it has been read.
  var code: UInt8?
  /// What is wrong with the file.
  var problem: String?

  /// Reads the file's first line.
  ///
  /// - Returns: the code, or `nil` where the line is no whole number that CK+ uses.
  static func code(in line: [UInt8]) -> UInt8? {
    guard let code = Fields.integer(line, 0..<line.count), (0...7).contains(code) else {
      return nil
    }
    return UInt8(code)
  }
}
