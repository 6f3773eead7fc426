import Core
import Sampling
import Testing

@Suite("Class weights")
struct ClassWeightingTests {
  static let counts = [3995, 436, 4097, 7215, 4830, 3171, 4965, 0]

  @Test(
    "the mean weight over the samples is 1",
    arguments: [
      ClassWeighting.none, .inverseFrequency, .effectiveNumber(beta: 0),
      .effectiveNumber(beta: 0.9), .effectiveNumber(beta: 0.9999),
      .effectiveNumber(beta: 1.0.nextDown),
    ])
  func meanIsOne(weighting: ClassWeighting) throws {
    let weights = try weighting.weights(classCounts: Self.counts)
    let sum = zip(weights, Self.counts).reduce(0.0) { $0 + $1.0 * Double($1.1) }
    #expect(abs(sum / Double(Self.counts.reduce(0, +)) - 1) < 1e-12)
    #expect(weights[7] == 0)
    #expect(weights.dropLast().allSatisfy { $0 > 0 })
  }

  @Test("inverse frequency gives every class the same share of the loss")
  func inverseFrequency() throws {
    let weights = try ClassWeighting.inverseFrequency.weights(classCounts: [10, 30, 60])
    #expect(zip(weights, [10.0, 30, 60]).allSatisfy { abs($0 * $1 - 100 / 3) < 1e-12 })
  }

  @Test("the effective number goes from no weights at β = 0 to inverse frequency at β near 1")
  func effectiveNumber() throws {
    let flat = try ClassWeighting.effectiveNumber(beta: 0).weights(classCounts: [5, 50])
    #expect(flat == [1, 1])
    // By hand: E(2) = 1.5, E(1) = 1 at β = 0.5; raw 2/3 and 1; 3 / (2·2/3 + 1) = 9/7.
    let half = try ClassWeighting.effectiveNumber(beta: 0.5).weights(classCounts: [2, 1])
    #expect(abs(half[0] - 6.0 / 7) < 1e-15 && abs(half[1] - 9.0 / 7) < 1e-15)
    let steep = try ClassWeighting.effectiveNumber(beta: 1 - 1e-9).weights(classCounts: [5, 50])
    let inverse = try ClassWeighting.inverseFrequency.weights(classCounts: [5, 50])
    #expect(zip(steep, inverse).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test("no samples need no weights")
  func empty() throws {
    #expect(try ClassWeighting.inverseFrequency.weights(classCounts: [0, 0]) == [0, 0])
  }

  @Test("weights on top of oversampling must be asked for")
  func stacking() throws {
    let oversample = Balancing.oversample(.largest)
    #expect(throws: SamplingError.balancedTwice) {
      try ClassWeighting.inverseFrequency.check(with: oversample, stackWeights: false)
    }
    try ClassWeighting.inverseFrequency.check(with: oversample, stackWeights: true)
    try ClassWeighting.none.check(with: oversample, stackWeights: false)
    try ClassWeighting.inverseFrequency.check(with: .none, stackWeights: false)
    for balancing in [Balancing.undersample(.smallest), .target(.median), .sampler(length: nil)] {
      #expect(throws: SamplingError.balancedTwice) {
        try ClassWeighting.inverseFrequency.check(with: balancing, stackWeights: false)
      }
    }
    for stack in [false, true] {
      #expect(throws: SamplingError.weightedTwice) {
        try ClassWeighting.inverseFrequency.check(
          with: .weights(.inverseFrequency), stackWeights: stack)
      }
    }
  }

  @Test(
    "settings are read and written back",
    arguments: [
      (JSON.string("none"), ClassWeighting.none), ("inverse-frequency", .inverseFrequency),
      ("effective-number", .effectiveNumber(beta: 0.999)),
      (JSON.object(["method": "effective-number", "beta": 0.5]), .effectiveNumber(beta: 0.5)),
    ])
  func settings(json: JSON, expected: ClassWeighting) throws {
    let weighting = try ClassWeighting(settings: SettingsNode(json: json, file: "r.yaml"))
    #expect(weighting == expected)
    #expect(
      try ClassWeighting(settings: SettingsNode(json: weighting.json, file: "r")) == expected)
  }

  @Test(
    "wrong settings are refused",
    arguments: [
      JSON.string("inverse"), ["method": "effective-number", "beta": 1],
      ["method": "none", "beta": 0.5],
    ])
  func wrongSettings(json: JSON) {
    #expect(throws: SettingsError.self) {
      try ClassWeighting(settings: SettingsNode(json: json, file: "r.yaml"))
    }
  }
}
