/// Groups of numbers that are joined pair by pair (Tarjan, with path halving).
struct DisjointSets: Sendable {
  private var parents: [Int32]

  init(count: Int) { parents = (0..<Int32(count)).map { $0 } }

  mutating func root(of number: Int) -> Int {
    var node = number
    while parents[node] != node {
      parents[node] = parents[Int(parents[node])]
      node = Int(parents[node])
    }
    return node
  }

  /// Joins the groups of two numbers; the smaller root stays.
  mutating func join(_ one: Int, _ other: Int) {
    let (left, right) = (root(of: one), root(of: other))
    if left < right { parents[right] = Int32(left) } else { parents[left] = Int32(right) }
  }
}
