/// The codes of AffectNet's `_exp.npy` files: 5 bytes each, found by set and id.
struct AffectNetArrays: Sendable {
  private(set) var codes: [UInt32: UInt8] = [:]
  private(set) var damage: LayoutError?

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
      let other = codes.updateValue(UInt8(code), forKey: place.key)
      if let other, other != code {
        throw NPYScalar.Problem(
          text: "it says \(code), and another file of this name says \(other)")
      }
    } catch {
      if damage == nil { damage = .damagedFile(path, problem: error.text) }
    }
  }
}
