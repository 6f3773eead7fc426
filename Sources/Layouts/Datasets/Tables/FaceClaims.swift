internal import Core

/// Makes an image's claims of its rows.
enum FaceClaims {
  /// One claim for each face that has an area, in the rows' order; two labels for one face are refused.
  static func finding(
    _ faces: [(row: LabelRows.Row, split: Split?, evidence: String?)], dialect: Dialect
  ) -> LayoutFinding {
    var owners: [FaceBox?: LabelRows.Row] = [:]
    var claims: [LabelClaim] = []
    for (row, split, evidence) in faces {
      if let box = row.box, !box.hasArea { continue }
      if let other = owners.updateValue(row, forKey: row.box) {
        return .rejected(
          reason: "\(other.name) and \(row.name) give the same face two labels, "
            + "\(word(other, dialect)) and \(word(row, dialect)); keep one of the rows")
      }
      claims.append(
        LabelClaim(
          .words([word(row, dialect)]), split: split, splitEvidence: evidence,
          box: row.box?.box, row: row.name))
    }
    guard claims.isEmpty else { return .samples(claims) }
    return .ignored(reason: "no face in it, says \(faces.first?.row.name ?? "its table")")
  }

  private static func word(_ row: LabelRows.Row, _ dialect: Dialect) -> String {
    dialect.word(of: Int(row.code))?.text ?? String(row.code)
  }
}
