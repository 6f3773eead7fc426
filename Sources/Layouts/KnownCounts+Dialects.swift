internal import Core

extension KnownCounts {
  /// Orders in which people number the emotions of a dataset: each dataset's own first.
  private static let orders: [(known: [KnownCounts], dialects: [Dialect])] = {
    let seven: [String] = Dialect.fer2013.codes.compactMap { Dialect.fer2013.word(of: $0)?.text }
    let sorted = seven.sorted()
    let eight = LayoutTaxonomies.ferplus8.classNames
    let alphabetical = [
      Dialect(name: "alphabetical", sorted), Dialect(name: "alphabetical-1", from: 1, sorted),
    ]
    let others: [Dialect] = [.fer2013, .rafdb, .affWild2, .affectnet, .ckplus]
    let all = alphabetical + others + others.map(shifted)
    return [
      (fer2013, [.fer2013] + all), (rafdb, [.rafdb] + all),
      (affectnet, [.affectnet, Dialect(name: "alphabetical", eight.sorted())] + others),
    ]
  }()

  /// The same order counted from the other number, as a list.
  private static func shifted(_ dialect: Dialect) -> Dialect {
    let step = dialect.codes.first == 0 ? 1 : -1
    let words = dialect.codes.compactMap { code in
      dialect.word(of: code).map { (code + step, $0) }
    }
    return Dialect(
      name: words.map { "\($0.0)=\($0.1.text)" }.joined(separator: ","),
      words: Dictionary(words) { first, _ in first })
  }

  /// The dialect under which counts by code are those a known dataset was published with.
  static func likelyDialect(of codes: [Int: Int]) -> (name: String, dataset: String)? {
    var best: (distance: Double, name: String, dataset: String)?
    for (parts, dialects) in orders {
      for dialect in dialects {
        guard let counts = emotions(of: codes, in: dialect) else { continue }
        for known in parts {
          let distance = known.distance(to: counts)
          if distance <= 0.03, distance < best?.distance ?? 1 {
            best = (distance, dialect.name, known.name)
          }
        }
      }
    }
    return best.map { ($0.name, $0.dataset) }
  }

  /// The dialect under which codes have the proportions of a known dataset: those of a part of it.
  ///
  /// - Parameter dialect: how they are read; where that has the proportions too, there is nothing to tell.
  static func proportionalDialect(
    of codes: [Int: Int], readAs dialect: Dialect
  ) -> (name: String, dataset: String)? {
    guard codes.values.reduce(0, +) >= 1_000 else { return nil }
    let own = emotions(of: codes, in: dialect)
    var best: (unlikeness: Double, name: String, dataset: String)?
    for (parts, dialects) in orders {
      for known in parts {
        if let own, known.unlikeness(to: own) <= 0.02 { return nil }
        for other in dialects {
          guard let counts = emotions(of: codes, in: other) else { continue }
          let unlikeness = known.unlikeness(to: counts)
          if unlikeness <= 0.02, unlikeness < best?.unlikeness ?? 1 {
            best = (unlikeness, other.name, known.name)
          }
        }
      }
    }
    return best.map { ($0.name, $0.dataset) }
  }

  /// The counts by emotion; `nil` where a code is none of the dialect's.
  static func emotions(of codes: [Int: Int], in dialect: Dialect) -> [Emotion: Int]? {
    var counts: [Emotion: Int] = [:]
    for (code, count) in codes {
      guard let word = dialect.word(of: code) else { return nil }
      guard let emotion = EmotionWords.emotion(named: word.text) else { continue }
      counts[emotion, default: 0] += count
    }
    return counts
  }
}
