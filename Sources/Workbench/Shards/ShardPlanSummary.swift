public import Core
internal import Sampling

/// How many rows each class gets and why: printed before shards are written, and stored with them.
public struct ShardPlanSummary: Sendable {
  /// What a class of the training split has and gets.
  public struct ClassRows: Hashable, Sendable {
    /// The class.
    public let name: String
    /// Originals there are.
    public let originals: Int
    /// Originals that balancing leaves out.
    public let leftOut: Int
    /// Augmented copies on top.
    public let copies: Int
    /// Rows in all.
    public let rows: Int
    /// The weight of each row in the loss.
    public let weight: Double
  }

  /// The balancing, as in a manifest.
  public let balancing: JSON
  /// The rows that classes are brought to, where the balancing has a target.
  public let target: Int?
  /// The classes of the training split in order.
  public let classes: [ClassRows]
  /// The rows of an epoch where training draws them by a sampler.
  public var epochLength: Int? { sampler?.length }
  let sampler: SamplerRecord?
  /// Rows of the other splits, which are never balanced.
  public let otherRows: [Split: Int]

  init(_ plan: ShardPlan, classNames: [String], settings: ShardSettings) {
    (balancing, target) = (settings.balancing.json, plan.target)
    classes = classNames.indices.map { label in
      let share = plan.balance[label]
      return ClassRows(
        name: classNames[label], originals: share.originals, leftOut: share.leftOut,
        copies: share.copies, rows: share.rows, weight: plan.classWeights[label])
    }
    var others: [Split: Int] = [:]
    for split in Split.allCases where split != .train {
      others[split] = plan.rows[split]?.count ?? 0
    }
    otherRows = others
    if case .sampler(let length) = settings.balancing {
      sampler = SamplerRecord(length: length ?? max(2, classes.reduce(0) { $0 + $1.rows }))
    } else {
      sampler = nil
    }
  }

  /// The method's name.
  public var method: String { balancing["method"]?.stringValue ?? "none" }

  /// A sum over the classes.
  func total(_ figure: KeyPath<ClassRows, Int>) -> Int {
    classes.reduce(0) { $0 + $1[keyPath: figure] }
  }

  /// What balancing cannot mend: classes that have no training images at all.
  var warnings: [String] {
    let empty = classes.filter { $0.originals == 0 }.map(\.name)
    guard method != "none", !empty.isEmpty else { return [] }
    let names = empty.joined(separator: ", ")
    return [
      empty.count == 1
        ? "the class \(names) has no training images, which no balancing can make up for"
        : "the classes \(names) have no training images, which no balancing can make up for"
    ]
  }

  /// For programs, the index and the catalog.
  public var json: JSON {
    let rows = classes.map { share -> JSON in
      [
        "copies": .integer(share.copies), "left_out": .integer(share.leftOut),
        "name": .string(share.name), "originals": .integer(share.originals),
        "rows": .integer(share.rows), "weight": .number(share.weight),
      ]
    }
    let others = otherRows.map { ($0.key.rawValue, JSON.integer($0.value)) }
    return [
      "balance": balancing, "classes": .array(rows), "copies": .integer(total(\.copies)),
      "left_out": .integer(total(\.leftOut)), "originals": .integer(total(\.originals)),
      "other_rows": .object(Dictionary(others) { first, _ in first }),
      "rows": .integer(total(\.rows)), "sampler": sampler?.json ?? .null,
      "target": target.map(JSON.integer) ?? .null,
    ]
  }
}
