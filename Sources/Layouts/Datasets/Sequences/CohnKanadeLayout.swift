package import Core

/// CK+ (Lucey et al., 2010) as its makers give it: sequences of frames from neutral to the peak, and a code
/// file for 327 of the 593.
package struct CohnKanadeLayout: DatasetLayout {
  package let name = "ck-plus"
  let convention: FrameConvention
  let codes: [UInt32: EmotionCodeFile]
  let roles: [UInt32: FrameRoles]

  package var settings: JSON {
    .object(
      convention.settings.merging(
        ["dialect": .string(Dialect.ckplus.name), "codedSequences": .integer(codes.count)]
      ) { own, _ in own })
  }

  /// Sequences whose last frame is another than the one the code file is named after.
  var warnings: [String] {
    cutWarnings + damageWarnings
      + FrameRoles.warnings(
        Array(roles.filter { codes[$0.key] != nil }.values), convention: convention)
  }

  private var damageWarnings: [String] {
    let damaged = codes.values.filter { $0.problem != nil }
    guard let first = damaged.min(by: { $0.path < $1.path }) else { return [] }
    return [
      "code files that cannot be read, whose sequences are rejected: \(damaged.count), "
        + "first \(first.path): \(first.problem ?? "")"
    ]
  }

  private var cutWarnings: [String] {
    let odd = codes.filter { key, file in roles[key].map { $0.last != file.frame } ?? false }
    guard let first = odd.values.min(by: { $0.path < $1.path }) else { return [] }
    return [
      "sequences that end at another frame than their code file names: \(odd.count), "
        + "first “\(first.path)”; frames may be missing"
    ]
  }

  package func finding(path: String) -> LayoutFinding {
    let member = MemberPath(path)
    if let finding = member.commonFinding { return finding }
    let name = CohnKanadeName(member.file)
    switch name?.kind {
    case .emotion: return .ignored(reason: "a code file, read for its sequence")
    case .landmarks: return .ignored(reason: "a file of CK+'s landmarks")
    case .facs: return .ignored(reason: "a file of CK+'s action units")
    case .frame, nil: break
    }
    if let finding = member.otherFile { return finding }
    guard let name else {
      return .rejected(
        reason: "its name is no frame of CK+ such as S005_001_00000011.png; rename it")
    }
    guard let file = codes[name.sequence] else {
      return .ignored(reason: "its sequence has no emotion code")
    }
    if let problem = file.problem {
      return .rejected(reason: "the code file of its sequence is damaged: \(problem)")
    }
    let code = file.code ?? 0
    let role = roles[name.sequence]?.role(of: name.frame) ?? .between
    return FrameRoles.finding(role: role, convention: convention, subject: name.subject) {
      LabelClaim(
        .words([Dialect.ckplus.word(of: Int(code))?.text ?? String(code)]),
        subject: name.subject, row: file.path + "#1")
    }
  }

  package func unmatchedRows() -> [UnmatchedRow] {
    codes.filter { roles[$0.key] == nil }.values.sorted { $0.path < $1.path }.map {
      UnmatchedRow(
        name: $0.path + "#1", reason: $0.problem ?? "the source holds no frame of its sequence")
    }
  }
}
