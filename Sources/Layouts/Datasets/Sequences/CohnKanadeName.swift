/// A file of CK+: "S005_001_00000011.png" is subject, sequence and frame.
struct CohnKanadeName {
  /// What the rest of the name says the file is.
  enum Kind: Hashable, Sendable {
    case frame
    case emotion
    case landmarks
    case facs
  }

  let kind: Kind
  /// Subject and sequence in one number: 5_001 for S005_001.
  let sequence: UInt32
  let frame: UInt32

  /// The subject as the files name it: "S005".
  var subject: String {
    let number = String(sequence / 1_000)
    return "S" + String(repeating: "0", count: max(0, 3 - number.count)) + number
  }

  init?(_ file: Substring) {
    var cursor = NameCursor(file)
    guard cursor.skip("S" as Unicode.Scalar), let subject = cursor.number(digits: 3...3),
      cursor.skip("_" as Unicode.Scalar), let sequence = cursor.number(digits: 3...3),
      cursor.skip("_" as Unicode.Scalar), let frame = cursor.number(digits: 8...8),
      let kind = CohnKanadeName.kind(of: cursor)
    else { return nil }
    self.kind = kind
    self.sequence = UInt32(subject * 1_000 + sequence)
    self.frame = UInt32(frame)
  }

  private static func kind(of rest: NameCursor) -> Kind? {
    if rest.isRest("_emotion.txt") { return .emotion }
    if rest.isRest("_landmarks.txt") { return .landmarks }
    if rest.isRest("_facs.txt") { return .facs }
    return rest.isAtEnding ? .frame : nil
  }
}
