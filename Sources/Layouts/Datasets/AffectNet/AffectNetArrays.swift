/// The codes of AffectNet's `_exp.npy` files: 5 bytes each, found by set and id.
struct AffectNetArrays: Sendable {
  private(set) var codes: [UInt32: UInt8] = [:]
  /// What is wrong with files that cannot be read, and the path of one.
  private(set) var problems: [UInt32: String] = [:]
  private var first: (path: String, problem: String)?

  /// The error for more than one damaged file in ten.
  var damage: LayoutError? {
    guard let first, 10 * problems.count > codes.count + problems.count else { return nil }
    return .damagedFile(first.path, problem: first.problem)
  }

  /// How many files cannot be read, and one of them.
  var warnings: [String] {
    guard let first else { return [] }
    return [
      "code files that cannot be read, whose images are rejected: \(problems.count), "
        + "first \(first.path): \(first.problem)"
    ]
  }

  /// Takes a file in.
  mutating func add(_ bytes: [UInt8], of path: String) {
    let member = MemberPath(path)
    guard let place = AffectNetArrayPath(folders: member.folders, file: member.file),
      place.kind == .expression
    else { return }
    do throws(NPYScalar.Problem) {
      let value = try NPYScalar(bytes).number
      guard let code = Int(exactly: value), Dialect.affectnet.word(of: code) != nil else {
        throw NPYScalar.Problem(
          text: "\(value) is none of AffectNet's codes \(Dialect.affectnet.codeRange)")
      }
      if let other = codes[place.key], other != code {
        throw NPYScalar.Problem(text: "two files of its name say two codes")
      }
      if problems[place.key] == nil { codes[place.key] = UInt8(code) }
    } catch {
      codes[place.key] = nil
      problems[place.key] = error.text
      if first.map({ path < $0.path }) ?? true { first = (path, error.text) }
    }
  }
}
