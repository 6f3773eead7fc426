internal import Core
internal import Layouts

/// The bytes are a claim kept for `--retry`, or the words of one: read it, resolve it, write it, read it again.
enum ClaimPath {
  private static let resolvers = [Taxonomy.fer7, .ekman7].compactMap { taxonomy in
    VoteRule.allCases.compactMap { rule in
      try? ClassResolver(taxonomy: taxonomy, renames: ["smirk": "happy"], rule: rule)
    }
  }.flatMap { $0 }

  static func run(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    var claims = [LabelClaim(.words(text.split(separator: "\n").map(String.init)))]
    if let json = try? JSON(parsing: bytes), let claim = try? LabelClaim(json: json) {
      precondition((try? LabelClaim(json: claim.json)) == claim)
      claims.append(claim)
    }
    if bytes.count >= 10, let votes = Votes(counts: bytes.prefix(10).map(Int.init)) {
      claims.append(LabelClaim(.votes(votes)))
    }
    for claim in claims {
      for resolver in resolvers { resolve(claim, with: resolver) }
    }
  }

  /// Resolves a claim and checks what must hold of the answer.
  static func resolve(_ claim: LabelClaim, with resolver: ClassResolver) {
    switch resolver.resolve(claim) {
    case .label(let label):
      precondition(resolver.taxonomy.classNames.indices.contains(label.classIndex))
      if let targets = label.targets {
        precondition(targets.count == resolver.taxonomy.classNames.count)
        precondition(targets.allSatisfy { $0 >= 0 && $0 <= 1 })
      }
    case .ignored(let reason), .rejected(let reason): precondition(!reason.isEmpty)
    }
  }
}
