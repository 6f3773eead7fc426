import Core
import NeuralNetworks
import Testing

@Suite("Every key of a recipe is documented, and what contradicts itself is refused")
struct RecipeKeyTests {
  /// The mappings of a recipe, each with a key that nobody knows.
  static let mappings: [(heading: String, text: String)] = [
    ("The recipe", #""qqqqqqqqqqqq": 1"#),
    ("`optimizer`", #""optimizer": {"qqqqqqqqqqqq": 1}"#),
    ("`schedule`", #""schedule": {"name": "constant", "qqqqqqqqqqqq": 1}"#),
    ("`loss`", #""loss": {"name": "focal", "qqqqqqqqqqqq": 1}"#),
    ("`class-weights`", #""class-weights": {"method": "none", "qqqqqqqqqqqq": 1}"#),
    ("`early-stopping`", #""early-stopping": {"qqqqqqqqqqqq": 1}"#),
    ("`mixup`", #""mixup": {"qqqqqqqqqqqq": 1}"#),
    ("`cutmix`", #""cutmix": {"qqqqqqqqqqqq": 1}"#),
  ]

  static func error(_ members: String) -> String {
    let text = #"{"model": {"architecture": "linear"}, \#(members)}"#
    let error = #expect(throws: SettingsError.self) { try Fixtures.recipe(text) }
    return error?.description ?? ""
  }

  /// The first column of the tables below a heading.
  static func documented(_ heading: String) throws -> Set<String> {
    let text = String(decoding: try Files.read("docs/training.md", limit: 1 << 20), as: UTF8.self)
    let sections = text.components(heading: "## ")
    let section = try #require(sections.first { $0.hasPrefix("\(heading)\n") })
    let keys = section.split(separator: "\n").filter { $0.hasPrefix("| `") }.map {
      $0.dropFirst(3).prefix { $0 != "`" }
    }
    return Set(keys.map(String.init))
  }

  @Test("the keys that are read are the keys of docs/training.md", arguments: mappings)
  func documents(heading: String, text: String) throws {
    let message = Self.error(text)
    let list = try #require(message.split(separator: "known keys: ").last)
    let known = Set(list.split(separator: ", ").map(String.init))
    #expect(known.count > 1, "\(message)")
    #expect(try Self.documented(heading) == known)
  }

  @Test(
    "contradictions and keys of something else are errors that say what to do",
    arguments: [
      (#""optimizer": {"name": "adam", "nesterov": true}"#, "not a setting of adam"),
      (#""optimizer": {"name": "sgd", "epsilon": 1e-8}"#, "not a setting of sgd"),
      (#""schedule": {"name": "constant", "gamma": 0.5}"#, "step and multi-step and exponential"),
      (#""schedule": {"name": "cosine", "step-size": 3}"#, "a setting of step, not of cosine"),
      (#""schedule": {"name": "step"}"#, "the key 'step-size' is missing"),
      (#""schedule": {"name": "step", "step-size": 5, "milestones": [1]}"#, "of multi-step"),
      (#""schedule": {"name": "multi-step", "milestones": [4, 3]}"#, "must rise"),
      (#""schedule": {"name": "multi-step", "milestones": [99]}"#, "not before the last"),
      (#""schedule": {"name": "multi-step", "milestones": []}"#, "at least one"),
      (#""schedule": {"name": "exponential"}"#, "needs its gamma"),
      (#""schedule": {"name": "one-cycle", "patience": 3}"#, "of reduce-on-plateau, not of one-cy"),
      (#""schedule": {"name": "cosine", "minimum": 0, "minimum-learning-rate": 0}"#, "keep one"),
      (
        #""schedule": {"name": "cosine", "minimum-learning-rate": 0.1}"#,
        "above the optimizer's learning rate of 0.05"
      ),
      (#""schedule": {"name": "cosine", "warmup": 15}"#, "does not end within 15"),
      (#""schedule": {"name": "plateau"}"#, "known: constant, one-cycle, cosine, step"),
      (#""early-stopping": {"min-delta": 0.1}"#, "needs a patience"),
      (
        #""early-stopping": {"patience": 5}, "schedule": {"name": "reduce-on-plateau", "patience": 5}"#,
        "make the one here larger"
      ),
      (#""clip-norm": 1, "clip-value": 1"#, "keep one of the two keys"),
      (#""clip-norm": 0"#, "outside"),
      (#""accumulate": 0"#, "outside"),
      (#""loss": {"name": "cross-entropy", "gamma": 2}"#, "a setting of focal"),
      (#""loss": {"gamma": 2}"#, "the key 'name' is missing"),
      (#""loss": "focla""#, "did you mean 'focal'?"),
      (#""class-weights": "effective-numbers""#, "did you mean 'effective-number'?"),
      (#""class-weights": {"method": "inverse-frequency", "beta": 0.9}"#, "of effective-number"),
      (#""class-weights": {"beta": 0.9}"#, "the key 'method' is missing"),
      (#""class-weights": {"method": "effective-number", "beta": 1}"#, "outside"),
      (#""class-weights": [0, 0, 0]"#, "no class weighs anything"),
      (#""class-weights": {"happy": -1}"#, "outside"),
      (#""crop": 0"#, "0 is outside 1…16384"),
      (#""crop": 0.05"#, "a share of the image from 0.1 to below 1, found '0.05'"),
      (#""crop": 1.5"#, "a share of the image from 0.1 to below 1, found '1.5'"),
      (#""test-time": "ten-crop""#, "such as crop: 44"),
      (#""test-time": "flip", "test-time-flip": true"#, "remove 'test-time-flip'"),
      (#""test-time": "tencrop", "crop": 40"#, "did you mean 'ten-crop'?"),
      (#""test-time-flip": 1"#, "expected true or false"),
      (#""primary-metric": "macro-f2""#, "did you mean 'macro-f1'?"),
      (#""save-every": 3"#, "unknown key 'save-every'"),
      (#""mixup": {}, "batch": 1, "slice": 1"#, "must have 2 or more"),
    ])
  func contradictions(members: String, message: String) {
    let error = Self.error(members)
    #expect(error.contains(message), "\(error)")
  }

  @Test(
    "settings survive being written and read, and each of them changes the digest",
    arguments: [
      #""optimizer": {"name": "adam", "weight-decay": 0.1}"#, #""accumulate": 4"#,
      #""loss": "focal""#, #""loss": {"name": "focal", "gamma": 0.5}"#, #""clip-norm": 1"#,
      #""clip-value": 0.1"#, #""class-weights": "inverse-frequency""#,
      #""class-weights": {"method": "effective-number", "beta": 0.99}"#,
      #""class-weights": [1, 2, 0.5]"#, #""class-weights": {"happy": 2, "sad": 0.5}"#,
      #""crop": 40"#, #""crop": 0.8333"#, #""crop": 40, "test-time": "ten-crop""#,
      #""test-time": "flip""#,
      #""primary-metric": "macro-f1""#, #""primary-metric": "balanced-accuracy""#,
      #""schedule": {"name": "step", "step-size": 5, "gamma": 0.1, "warmup": 0.5}"#,
      #""schedule": {"name": "multi-step", "milestones": [3, 8]}"#,
      #""schedule": {"name": "exponential", "gamma": 0.9}"#,
      #""schedule": {"name": "reduce-on-plateau", "minimum-learning-rate": 0.001}"#,
      #""schedule": {"name": "cosine", "minimum-learning-rate": 0.000001}"#,
      #""schedule": {"initial-divisor": 10, "final-divisor": 100}"#,
    ])
  func roundTrip(members: String) throws {
    let plain = try Fixtures.recipe(#"{"model": {"architecture": "linear"}}"#)
    let recipe = try Fixtures.recipe(#"{"model": {"architecture": "linear"}, \#(members)}"#)
    let again = try Fixtures.recipe(recipe.json.text())
    #expect(again == recipe)
    #expect(again.json.text() == recipe.json.text())
    #expect(recipe.digest != plain.digest)
  }

  @Test("the older word for flipped predictions is still understood")
  func olderWord() throws {
    let old = try Fixtures.recipe(#"{"model": {"architecture": "linear"}, "test-time-flip": true}"#)
    let new = try Fixtures.recipe(#"{"model": {"architecture": "linear"}, "test-time": "flip"}"#)
    #expect(old == new)
  }
}

extension String {
  /// The parts that begin with a heading of this level, without its mark.
  fileprivate func components(heading: String) -> [String] {
    ("\n" + self).split(separator: "\n" + heading, omittingEmptySubsequences: false).map {
      String($0)
    }
  }
}
