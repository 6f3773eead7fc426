import Core
import NeuralNetworks
import Tensors
import Testing

@Suite("Crops, views and class weights")
struct TrainingViewTests {
  /// A part of another source's images, the same for every row.
  struct PartSource: WrappedSource {
    let base: DrawnSource
    let window: CropWindow
    let side: Int
    var height: Int { side }
    var width: Int { side }
    func fill(row: Int, use: RowUse?, into image: UnsafeMutableBufferPointer<Float>) {
      let whole = base.images(row..<row + 1)
      for index in image.indices {
        let (line, x) = (index / side, index % side)
        let (channel, y) = (line / side, line % side)
        let column = window.x + (window.isMirrored ? side - 1 - x : x)
        image[index] = whole[(channel * base.height + window.y + y) * base.width + column]
      }
    }
  }

  /// A source with names.
  struct NamedSource: WrappedSource {
    let base: DrawnSource
    var classNames: [String]? { ["angry", "happy", "sad"] }
  }

  static let source = DrawnSource(count: 7, channels: 2, height: 13, width: 12)

  static func recipe(_ members: String) throws -> Recipe {
    try Fixtures.recipe(#"{"model": {"architecture": "linear"}, \#(members)}"#)
  }

  static func image(_ source: some SampleSource, _ row: Int, _ use: RowUse?) -> [Float] {
    let size = source.channels * source.height * source.width
    return [Float](unsafeUninitializedCapacity: size) { buffer, count in
      source.fill(row: row, use: use, into: buffer)
      count = size
    }
  }

  @Test("a view of the whole is the image itself, a crop without use its center")
  func center() throws {
    let whole = try TrainingView(Self.source, recipe: Self.recipe(#""epochs": 1"#), seed: 1)
    let use = RowUse(epoch: 2)
    #expect(Self.image(whole, 3, use) == Self.image(Self.source, 3, use))
    let view = try TrainingView(Self.source, recipe: Self.recipe(#""crop": 8"#), seed: 1)
    #expect(view.height == 8 && view.width == 8)
    let part = PartSource(base: Self.source, window: CropWindow(x: 2, y: 2), side: 8)
    #expect(Self.image(view, 3, nil) == Self.image(part, 3, nil))
  }

  @Test("while training every place is drawn alike, keyed by sample, epoch, occurrence and seed")
  func places() throws {
    /// Pixels that tell where they are.
    struct Places: SampleSource {
      let count = 40
      let classCount = 2
      let channels = 1
      let height = 6
      let width = 5
      func label(at row: Int) -> Int { 0 }
      func weight(at row: Int) -> Float { 1 }
      func key(at row: Int) -> SampleKey { SampleKey(Digest.sha256(of: "\(row)")) }
      func fill(row: Int, use: RowUse?, into image: UnsafeMutableBufferPointer<Float>) {
        for index in image.indices { image[index] = Float(index) }
      }
    }
    let recipe = try Self.recipe(#""crop": 4"#)
    let view = try TrainingView(Places(), recipe: recipe, seed: 1)
    var counts: [Float: Int] = [:]
    for row in 0..<40 {
      for epoch in 1...30 as ClosedRange<UInt32> {
        let image = Self.image(view, row, RowUse(epoch: epoch))
        counts[image[0], default: 0] += 1
        #expect(image[15] - image[0] == 18)
      }
    }
    // Six places of 1200: deviation 13.
    #expect(Set(counts.keys) == [0, 1, 5, 6, 10, 11])
    #expect(counts.values.allSatisfy { abs($0 - 200) < 65 })
    func all(_ seed: UInt64, _ use: RowUse) throws -> [Float] {
      let view = try TrainingView(Places(), recipe: recipe, seed: seed)
      return (0..<40).map { Self.image(view, $0, use)[0] }
    }
    let first = try all(1, RowUse(epoch: 1))
    #expect(try first == all(1, RowUse(epoch: 1)))
    #expect(try first != all(1, RowUse(epoch: 2)))
    #expect(try first != all(1, RowUse(epoch: 1, occurrence: 1)))
    #expect(try first != all(2, RowUse(epoch: 1)))
  }

  @Test("predictions are the mean over the views, at any size", arguments: TestTime.allCases)
  func views(way: TestTime) throws {
    let model =
      #""model": {"blocks": [{"convolution": 8}, {"activation": "relu"}, "flatten", "linear"]}"#
    let source = DrawnSource(count: 5, height: 13, width: 12)
    func trainer(_ members: String, height: Int, width: Int) throws -> Trainer {
      try Trainer(
        recipe: Fixtures.recipe(#"{\#(model), "batch": 4, "slice": 2\#(members)}"#), seed: 4,
        classCount: 3, channels: 1, height: height, width: width, pool: WorkerPool(threads: 2))
    }
    let found = try trainer(#", "crop": 8, "test-time": "\#(way.rawValue)""#, height: 13, width: 12)
      .predict(source)
    let plain = try trainer("", height: 8, width: 8)
    var corners = [(2, 2)]
    if way == .tenCrop { corners += [(0, 0), (4, 0), (0, 5), (4, 5)] }
    var sums = [Float](repeating: 0, count: 15)
    var views: Float = 0
    for (x, y) in corners {
      for isMirrored in way == .none ? [false] : [false, true] {
        let window = CropWindow(x: x, y: y, isMirrored: isMirrored)
        let part = try plain.predict(PartSource(base: source, window: window, side: 8))
        for index in sums.indices { sums[index] += part[index] }
        views += 1
      }
    }
    for (one, other) in zip(found, sums) { #expect(abs(one - other / views) < 1e-6) }
    #expect(Set(found).count > 10)
  }

  @Test("a network that crops is loaded for whole images, and a crop that does not fit is refused")
  func loads() throws {
    let text = #"{"model": {"architecture": "linear"}, "crop": 9, "test-time": "ten-crop"}"#
    let trainer = try TrainingTests.trainer(text)
    _ = try TrainingLoop(
      trainer: trainer, training: TrainingTests.training, validation: nil as DrawnSource?
    ).run(epochDone: { _ in false })
    let file = try SafetensorsFile(bytes: trainer.checkpoint(), path: "s")
    let network = try Network(checkpoint: file, pool: WorkerPool(threads: 1))
    #expect(network.input == Shape(channels: 1, height: 12, width: 12))
    #expect(
      try network.predict(TrainingTests.validation) == trainer.predict(TrainingTests.validation))
    let error = #expect(throws: NetworkError.self) {
      try TrainingTests.trainer(text.replacing("9", with: "13"))
    }
    #expect(error?.description.contains("use at most 12") == true)
  }

  @Test(
    "a crop by share is of the smaller side, to the nearest pixel",
    arguments: [(0.8333, 48, 48, 40), (0.84, 64, 50, 42), (0.5, 5, 9, 3), (0.1, 2, 2, 1)])
  func share(share: Double, height: Int, width: Int, side: Int) throws {
    let image = Shape(channels: 3, height: height, width: width)
    let seen = try Self.recipe(#""crop": \#(share)"#).networkInput(image)
    #expect(seen == Shape(channels: 3, height: side, width: side))
  }

  @Test("class weights follow their formulas, with a mean of 1 over the rows")
  func formulas() throws {
    let counts = [60, 30, 0, 10]
    let inverse = try #require(
      try ClassWeights.inverseFrequency.weights(counts: counts, names: nil))
    #expect(inverse[2] == 0)
    #expect(abs(inverse[0] * 2 - inverse[1]) < 1e-12 && abs(inverse[0] * 6 - inverse[3]) < 1e-12)
    let number = try #require(
      try ClassWeights.effectiveNumber(beta: 0.9).weights(counts: counts, names: nil))
    #expect(
      abs(number[3] / number[1] - (1 - Elementary.power(0.9, 30)) / (1 - Elementary.power(0.9, 10)))
        < 1e-12)
    for weights in [inverse, number] {
      let mean = zip(weights, counts).reduce(0.0) { $0 + $1.0 * Double($1.1) } / 100
      #expect(abs(mean - 1) < 1e-12)
    }
    #expect(try ClassWeights.none.weights(counts: counts, names: nil) == nil)
    let named = ClassWeights.named(["sad": 3, "angry": 0.5])
    #expect(
      try named.weights(counts: [1, 2, 3], names: ["angry", "happy", "sad"]) == [0.5, 1, 3])
  }

  @Test("class weights multiply the weights of the rows")
  func multiply() throws {
    let base = DrawnSource(count: 30, isWeighted: true)
    for setting in [#"{"sad": 3, "angry": 0.5}"#, "[0.5, 1, 3]"] {
      let view = try TrainingView(
        NamedSource(base: base), recipe: Self.recipe(#""class-weights": \#(setting)"#), seed: 1)
      for row in 0..<30 {
        let factor: Float = [0.5, 1, 3][base.label(at: row)]
        #expect(view.weight(at: row) == base.weight(at: row) * factor)
      }
    }
  }

  @Test(
    "class weights that do not fit the classes, or count twice, are refused before anything runs",
    arguments: [
      ("[1, 2]", "2 for 3 classes"), (#"{"sat": 2}"#, "did you mean 'sad'?"),
      (#"{"disgusted": 2}"#, "(classes: angry, happy, sad)"),
    ])
  func refused(setting: String, message: String) throws {
    let recipe = try Self.recipe(#""class-weights": \#(setting)"#)
    let error = #expect(throws: NetworkError.self) {
      try TrainingView(NamedSource(base: DrawnSource()), recipe: recipe, seed: 1)
    }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
    let sampled = try Self.recipe(#""class-weights": "inverse-frequency""#)
    let twice = #expect(throws: NetworkError.self) {
      try TrainingView(UnevenSource(), recipe: sampled, seed: 1)
    }
    #expect(twice?.description.contains("drop the weights or the sampler") == true)
    let unnamed = #expect(throws: NetworkError.self) {
      try TrainingView(DrawnSource(), recipe: Self.recipe(#""class-weights": {"a": 1}"#), seed: 1)
    }
    #expect(unnamed?.description.contains("give a list") == true)
  }
}
