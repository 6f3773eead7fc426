public import Core

extension LabelClaim {
  /// The claim as kept with a rejected member, so that it can be tried again from the workspace alone.
  public var json: JSON {
    var members: [String: JSON] = [:]
    switch statement {
    case .words(let words): members["words"] = .array(words.map { .string($0) })
    case .votes(let votes): members["votes"] = votes.json
    }
    let texts = [
      ("split", split?.rawValue), ("split_evidence", splitEvidence), ("subject", subject),
      ("row", row),
    ]
    for (key, text) in texts { members[key] = text.map { .string($0) } }
    members["box"] = box.map {
      .array([.integer($0.x), .integer($0.y), .integer($0.width), .integer($0.height)])
    }
    return .object(members)
  }

  /// The claim that `json` was made of.
  ///
  /// - Throws: `LayoutError.badClaim`.
  public init(json: JSON) throws(LayoutError) {
    guard let members = json.objectValue else { throw .badClaim(reason: "it is no object") }
    let statement: Statement
    if let votes = members["votes"] {
      statement = .votes(try Votes(json: votes))
    } else if let words = members["words"]?.arrayValue {
      let texts = words.compactMap(\.stringValue)
      guard texts.count == words.count else { throw .badClaim(reason: "a word is no text") }
      statement = .words(texts)
    } else {
      throw .badClaim(reason: "it has neither words nor votes")
    }
    self.init(
      statement, split: try LabelClaim.split(members["split"]),
      splitEvidence: members["split_evidence"]?.stringValue,
      subject: members["subject"]?.stringValue, box: try LabelClaim.box(members["box"]),
      row: members["row"]?.stringValue)
  }

  private static func split(_ json: JSON?) throws(LayoutError) -> Split? {
    guard let json else { return nil }
    guard let split = json.stringValue.flatMap(Split.init(rawValue:)) else {
      throw .badClaim(reason: "its split is none of train, val and test")
    }
    return split
  }

  private static func box(_ json: JSON?) throws(LayoutError) -> PixelBox? {
    guard let json else { return nil }
    let edges = json.arrayValue?.compactMap(\.intValue) ?? []
    guard edges.count == 4 else { throw .badClaim(reason: "its box is not four whole numbers") }
    return PixelBox(x: edges[0], y: edges[1], width: edges[2], height: edges[3])
  }
}
