/// Pictures joined by pairs, each group as a tree of shortest chains to its representative.
public struct NearGroups: Hashable, Sendable {
  /// A picture in a group.
  public struct Member: Hashable, Sendable {
    /// The picture's number.
    public let picture: Int32
    /// The picture it is linked to, one step nearer to the representative; itself for the representative.
    public let link: Int32
    /// The correlation with that picture, in millionths.
    public let millionths: Int32
    /// The steps to the representative.
    public let steps: Int
  }

  /// The groups, largest first, of equal size by their smallest picture; the representative comes first, then
  /// by steps and number.
  public let groups: [[Member]]

  /// Joins pictures by pairs.
  ///
  /// Complexity: O(pairs log pairs).
  public init(_ pairs: [NearPair]) {
    var partners: [Int32: [(picture: Int32, millionths: Int32)]] = [:]
    for pair in pairs {
      partners[pair.first, default: []].append((pair.second, pair.millionths))
      partners[pair.second, default: []].append((pair.first, pair.millionths))
    }
    var seen: Set<Int32> = []
    var groups: [[Member]] = []
    for start in partners.keys.sorted() where !seen.contains(start) {
      // Everyone reachable, then the tree from whoever has most partners among them.
      var reached = [start]
      seen.insert(start)
      var next = 0
      while next < reached.count {
        for partner in partners[reached[next]] ?? [] where seen.insert(partner.picture).inserted {
          reached.append(partner.picture)
        }
        next += 1
      }
      let representative = reached.min { left, right in
        let (first, second) = (partners[left]?.count ?? 0, partners[right]?.count ?? 0)
        return (-first, left) < (-second, right)
      }
      groups.append(Self.tree(from: representative ?? start, partners))
    }
    self.groups = groups.sorted { left, right in
      (-left.count, left.map(\.picture).min() ?? 0)
        < (-right.count, right.map(\.picture).min() ?? 0)
    }
  }

  private static func tree(
    from root: Int32, _ partners: [Int32: [(picture: Int32, millionths: Int32)]]
  ) -> [Member] {
    var members = [Member(picture: root, link: root, millionths: 1_000_000, steps: 0)]
    var known: Set<Int32> = [root]
    var ring = members
    while !ring.isEmpty {
      // Of several ways of equal length the one of the highest correlation, then of the smallest number.
      var best: [Int32: Member] = [:]
      for member in ring {
        for partner in partners[member.picture] ?? [] where !known.contains(partner.picture) {
          let way = Member(
            picture: partner.picture, link: member.picture, millionths: partner.millionths,
            steps: member.steps + 1)
          if let other = best[partner.picture],
            (-other.millionths, other.link) <= (-way.millionths, way.link)
          {
            continue
          }
          best[partner.picture] = way
        }
      }
      ring = best.values.sorted { $0.picture < $1.picture }
      for member in ring { known.insert(member.picture) }
      members += ring
    }
    return members
  }
}
