/// The truth about the planted files of a dataset.
public struct AnswerKey: Hashable, Sendable {
  /// One planted file.
  public struct Row: Hashable, Sendable {
    /// The planted file's path.
    public let member: String
    /// What is wrong with it.
    public let defect: PlantedDefect
    /// The sound file it was made from, if it was made from one.
    public let original: String?
    /// The class the face shows; nil when there is no face to see.
    public let trueClass: String?
    /// The class of the folder.
    public let givenClass: String
    /// How it was made.
    public let note: String

    package init(
      member: String, defect: PlantedDefect, original: String?, trueClass: String?,
      givenClass: String, note: String
    ) {
      self.member = member
      self.defect = defect
      self.original = original
      self.trueClass = trueClass
      self.givenClass = givenClass
      self.note = note
    }
  }

  package init(rows: [Row]) { self.rows = rows }

  /// The usual name of the answer key's file.
  public static let fileName = "answer-key.csv"

  /// The planted files, sorted by the UTF-8 bytes of their path.
  public let rows: [Row]

  /// The key as CSV (RFC 4180) with a header line; an absent original or class is empty.
  public var csv: String {
    var text = "member,defect,original,true_class,given_class,note\r\n"
    for row in rows {
      let fields = [
        row.member, row.defect.rawValue, row.original ?? "", row.trueClass ?? "", row.givenClass,
        row.note,
      ]
      text += fields.map(Self.quoted).joined(separator: ",") + "\r\n"
    }
    return text
  }

  private static func quoted(_ field: String) -> String {
    let special: Set<Character> = [",", "\"", "\r", "\n", "\r\n"]
    guard field.contains(where: special.contains) else { return field }
    var text = "\""
    for character in field {
      if character == "\"" { text.append("\"") }
      text.append(character)
    }
    return text + "\""
  }
}
