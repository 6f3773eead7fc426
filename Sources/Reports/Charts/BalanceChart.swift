internal import Core

/// How the classes share each split: three bars a class, train, val and test from above.
struct BalanceChart {
  let classNames: [String]
  /// Samples by split and class.
  let counts: [(split: Split, counts: [Int])]

  private static let step = 14.0
  private static let bar = 190.0
  private static let top = 4.0

  /// The drawing; `nil` with more classes than can be told apart.
  var scene: Scene? {
    guard (1...24).contains(classNames.count), !counts.isEmpty else { return nil }
    let longest = classNames.map { min($0.count, 20) }.max() ?? 0
    let left = 18 + 7.2 * Double(longest)
    let row = Self.step * Double(counts.count) + 10
    var scene = Scene(
      title: "Classes in each split", summary: summary, width: left + Self.bar + 150,
      height: Self.top + row * Double(classNames.count), shownWidth: 500)
    let shares = counts.map { entry in
      let total = Double(max(1, entry.counts.reduce(0, +)))
      return entry.counts.map { Double($0) / total }
    }
    let most = max(1e-9, shares.flatMap { $0 }.max() ?? 1)
    for (label, name) in classNames.enumerated() {
      let top = Self.top + row * Double(label)
      scene.text(
        Labels.shortened(name, to: 20), left - 8, top + (row - 10) / 2, .end, .label, .ink)
      for (place, entry) in counts.enumerated() {
        let width = Self.bar * shares[place][label] / most
        let y = top + Self.step * Double(place)
        let ink: Ink = [.train: .train, .val: .val, .test: .test][entry.split] ?? .bar
        scene.add(
          .box(.init(left, y + 2), width: width, height: Self.step - 4, ink, opacity: 1))
        scene.text(
          "\(entry.split.rawValue) \(Numbers.grouped(entry.counts[label])), "
            + Numbers.percent(shares[place][label]), left + width + 6, y + Self.step / 2, .start)
      }
    }
    return scene
  }

  private var summary: String {
    counts.map { entry in
      let total = Double(max(1, entry.counts.reduce(0, +)))
      return "\(entry.split.rawValue): "
        + zip(classNames, entry.counts).map { "\($0) \(Numbers.percent(Double($1) / total))" }
        .joined(separator: ", ") + "."
    }.joined(separator: " ")
  }
}
