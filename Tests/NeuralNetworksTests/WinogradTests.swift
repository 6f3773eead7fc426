import Core
import NeuralNetworks
import Testing

@Suite("Winograd's convolutions")
struct WinogradTests {
  /// Maps from one pixel to 48 rows, channels that fill their blocks and that do not, every padding.
  static let shapes: [WinogradFixture] = [
    WinogradFixture(inputs: 8, outputs: 8, height: 1, width: 1),
    WinogradFixture(images: 3, inputs: 8, outputs: 16, height: 3, width: 3),
    WinogradFixture(images: 3, inputs: 24, outputs: 40, height: 5, width: 7),
    WinogradFixture(inputs: 64, outputs: 40, height: 6, width: 6),
    WinogradFixture(inputs: 40, outputs: 24, height: 12, width: 12),
    WinogradFixture(images: 1, inputs: 8, outputs: 8, height: 48, width: 48),
    WinogradFixture(inputs: 12, outputs: 20, height: 1, width: 9),
    WinogradFixture(inputs: 20, outputs: 9, height: 13, width: 2),
    WinogradFixture(inputs: 12, outputs: 20, height: 7, width: 9, padding: 0),
    WinogradFixture(inputs: 12, outputs: 20, height: 7, width: 9, padding: 2),
    WinogradFixture(images: 1, inputs: 256, outputs: 256, height: 6, width: 6),
  ]

  /// The stated bounds on max|a - b| / max|b| beside Double.
  static let bounds = [2: 2e-6, 4: 1e-5, 6: 5e-5]

  static func error(_ found: [Float], _ exact: [Double]) -> Double {
    guard found.count == exact.count else { return .infinity }
    let size = exact.map(abs).max() ?? 0
    var worst = 0.0
    for (a, b) in zip(found, exact) {
      guard a.isFinite else { return .infinity }
      worst = max(worst, abs(Double(a) - b))
    }
    return worst / size
  }

  @Test("all three passes are within the stated bounds", arguments: shapes, [2, 4, 6])
  func isCloseEnough(shape: WinogradFixture, tile: Int) throws {
    var fixture = shape
    fixture.tile = tile
    let exact = fixture.exact()
    let bound = try #require(Self.bounds[tile])
    let y = fixture.planar(
      fixture.forward(), fixture.outputs, fixture.outputHeight * fixture.outputWidth)
    #expect(Self.error(y, exact.y) < bound, "\(fixture) forward")
    let gradients = fixture.backward()
    let dx = fixture.planar(gradients.input, fixture.inputs, fixture.height * fixture.width)
    #expect(Self.error(dx, exact.dx) < bound, "\(fixture) data gradient")
    #expect(Self.error(gradients.weights, exact.dw) < bound, "\(fixture) weight gradient")
  }

  @Test("an output does not depend on the tiles and images beside its own", arguments: [2, 4, 6])
  func groups(tile: Int) {
    var fixture = WinogradFixture(
      images: 3, inputs: 24, outputs: 24, height: 13, width: 10, tile: tile)
    let (y, dx) = (fixture.forward(), fixture.backward().input)
    for rows in [1, 2, 5] {
      fixture.groupRows = rows
      #expect(fixture.forward() == y)
      #expect(fixture.backward().input == dx)
    }
    var first = fixture
    first.images = 1
    #expect(first.forward() == Array(y.prefix(fixture.outputStride)))
  }

  @Test("the bias is added, and a gradient to what is there")
  func startsFromBias() {
    let fixture = WinogradFixture(inputs: 8, outputs: 16, height: 5, width: 6)
    let bias = WinogradFixture.draw(16, 9)
    let plain = fixture.forward()
    let pixels = fixture.outputHeight * fixture.outputWidth
    for (index, value) in fixture.forward(bias: bias).enumerated() {
      #expect(value == plain[index] + bias[index / (8 * pixels) % 2 * 8 + index % 8])
    }
    let dx = fixture.backward().input
    let present = WinogradFixture.draw(dx.count, 4)
    #expect(fixture.backward(present: present).input == zip(dx, present).map { $0 + $1 })
  }

  @Test("the shape decides on the tiles: small maps and many channels have small ones")
  func chooses() {
    func tile(_ inputs: Int, _ outputs: Int, _ side: Int) -> Int? {
      WinogradPlan.tile(
        input: Shape(channels: inputs, height: side, width: side),
        output: Shape(channels: outputs, height: side, width: side))
    }
    #expect([48, 24, 12, 7, 4, 3].map { tile(64, 64, $0) } == [4, 4, 4, 4, 4, 4])
    #expect([18, 6, 5].map { tile(256, 256, $0) } == [6, 6, 6])
    #expect(tile(64, 64, 2) == 2)
    #expect(tile(64, 64, 1) == nil)
    #expect(tile(512, 512, 6) == 2)
  }

  static func recipe(_ convolution: String, batch: Int = 11) throws -> Recipe {
    try Fixtures.recipe(
      """
      {"model": {"blocks": [
        {"convolution": {"channels": 24}}, "batch-normalization", {"activation": "relu"},
        {"convolution": 40}, "batch-normalization", {"activation": "relu"}, {"max-pool": 2},
        {"convolution": 40}, "batch-normalization", {"activation": "relu"}, "global-pool",
        "linear"]},
       "batch": \(batch), "slice": 4\(convolution)}
      """)
  }

  static func gradients(_ recipe: Recipe, threads: Int) throws -> (Trainer, [Float]) {
    let source = DrawnSource(count: 11)
    let trainer = try Trainer(
      recipe: recipe, seed: 3, classCount: 3, channels: 1, height: 12, width: 12,
      pool: WorkerPool(threads: threads))
    let found = trainer.gradients(
      source.images(0..<11), targets: GradientTests.targets(source),
      weights: [Double](repeating: 1, count: 11))
    let count = trainer.engine.layout.trainedCount
    return (trainer, Array(UnsafeBufferPointer(start: found.gradient.base, count: count)))
  }

  @Test("a whole network's gradients are the same for any number of threads")
  func threads() throws {
    let one = try Self.gradients(Self.recipe(""), threads: 1).1
    for threads in 2...4 {
      #expect(try Self.gradients(Self.recipe(""), threads: threads).1 == one)
    }
  }

  @Test("a recipe can ask for direct convolutions, which are more exact")
  func direct() throws {
    var errors: [String: Double] = [:]
    for method in ["winograd", "direct"] {
      let recipe = try Self.recipe(#", "convolution": "\#(method)""#)
      #expect(recipe.convolution.rawValue == method)
      let (trainer, found) = try Self.gradients(recipe, threads: 2)
      let source = DrawnSource(count: 11)
      let reference = ReferenceNetwork<Double>(trainer)
      let pass = reference.forward(
        source.images(0..<11).map(Double.init), count: 11, training: true)
      let loss = ReferenceNetwork<Double>.loss(
        logits: pass.tensors[reference.graph.output], targets: GradientTests.targets(source),
        weights: [Double](repeating: 1, count: 11), classes: 3)
      let exact = reference.gradients(pass, loss.gradient)
      for tensor in trainer.engine.layout.trained {
        let error = found.withUnsafeBufferPointer { found in
          found.baseAddress.map {
            Self.error(tensor.read($0), exact[tensor.name] ?? [])
          } ?? .infinity
        }
        errors[method] = max(errors[method] ?? 0, error)
      }
    }
    let (tiles, plain) = (try #require(errors["winograd"]), try #require(errors["direct"]))
    #expect(plain < 3e-6)
    #expect(tiles < 2e-5)
    #expect(tiles != plain)
    #expect(try Self.recipe("").convolution == .winograd)
  }
}
