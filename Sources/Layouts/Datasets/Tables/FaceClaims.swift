internal import Core

/// Makes an image's claims of its rows.
enum FaceClaims {
  /// One claim for each face, in the rows' order, with or without an area; two labels for one are refused.
  static func finding(
    _ faces: [(row: LabelRows.Row, split: Split?, evidence: String?)], dialect: Dialect
  ) -> LayoutFinding {
    var owners: [FaceBox?: LabelRows.Row] = [:]
    var claims: [LabelClaim] = []
    for (row, split, evidence) in faces {
      if let other = owners.updateValue(row, forKey: row.box) {
        return .rejected(
          reason: "two rows give the same face two labels, \(word(other, dialect)) and "
            + "\(word(row, dialect)); keep one of the rows")
      }
      claims.append(
        LabelClaim(
          .words([word(row, dialect)]), split: split, splitEvidence: evidence,
          box: row.box?.box, row: row.name))
    }
    return .samples(claims)
  }

  private static func word(_ row: LabelRows.Row, _ dialect: Dialect) -> String {
    dialect.word(of: Int(row.code))?.text ?? String(row.code)
  }
}
