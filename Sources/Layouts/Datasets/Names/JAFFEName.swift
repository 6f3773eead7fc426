/// JAFFE's file name: "KA.AN1.39.tiff" is subject, emotion and take, running number.
struct JAFFEName {
  /// What the two letters mean (Lyons et al., 1998).
  static let words = [
    "AN": "anger", "DI": "disgust", "FE": "fear", "HA": "happiness", "NE": "neutral",
    "SA": "sadness", "SU": "surprise",
  ]

  let subject: String
  let word: String

  init?(_ file: Substring) {
    guard file.utf8.dropFirst(2).first == UInt8(ascii: ".") else { return nil }
    var cursor = NameCursor(file)
    guard let subject = cursor.letters(2), cursor.skip("."), let code = cursor.letters(2),
      let word = JAFFEName.words[code]
    else { return nil }
    _ = cursor.number(digits: 1...3)
    guard cursor.skip("."), cursor.number(digits: 1...6) != nil, cursor.isAtEnding else {
      return nil
    }
    (self.subject, self.word) = (subject, word)
  }
}
