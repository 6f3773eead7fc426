/// KDEF's file name, read by position: "AF01ANS.JPG" is session A, female, 01, angry, straight.
///
/// "AF" means afraid at positions 5–6 and session A, female at 1–2.
struct KDEFName {
  /// What positions 5 and 6 mean (Lundqvist, Flykt and Öhman, 1998).
  static let words = [
    "AF": "fear", "AN": "anger", "DI": "disgust", "HA": "happiness", "NE": "neutral",
    "SA": "sadness", "SU": "surprise",
  ]
  /// What follows: full left, half left, straight, half right, full right.
  static let angles = ["FL", "HL", "S", "HR", "FR"]

  /// Gender and id, "F01": the same person in both sessions.
  let subject: String
  let word: String
  let angle: String

  init?(_ file: Substring) {
    guard NameCursor.begins(file, "A", "a") || NameCursor.begins(file, "B", "b") else { return nil }
    let second = Substring(file.utf8.dropFirst())
    guard
      NameCursor.begins(second, "F", "f") || NameCursor.begins(second, "M", "m")
    else { return nil }
    var cursor = NameCursor(file)
    guard let session = cursor.letters(1), session == "A" || session == "B",
      let gender = cursor.letters(1), gender == "F" || gender == "M",
      let id = cursor.number(digits: 2...2), (1...35).contains(id),
      let code = cursor.letters(2), let word = KDEFName.words[code],
      let angle = KDEFName.angles.first(where: { KDEFName.take($0, from: &cursor) })
    else { return nil }
    self.subject = gender + (id < 10 ? "0" : "") + String(id)
    (self.word, self.angle) = (word, angle)
  }

  private static func take(_ angle: String, from cursor: inout NameCursor) -> Bool {
    var ahead = cursor
    guard ahead.letters(angle.utf8.count) == angle, ahead.isAtEnding else { return false }
    cursor = ahead
    return true
  }
}
