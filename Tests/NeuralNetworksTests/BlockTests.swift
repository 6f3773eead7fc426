import CKernels
import Core
import NeuralNetworks
import Tensors
import Testing

@Suite("Blocks of channels")
struct BlockTests {
  /// A network of every block that works on channels.
  static let everything = """
    {"model": {"blocks": [
      {"convolution": {"channels": 8, "padding": 0}}, "batch-normalization", {"activation": "relu"},
      {"residual": {"blocks": [
        {"depthwise-separable": {"channels": 20, "activation": "hardswish"}}, "batch-normalization",
        {"squeeze-excitation": {"ratio": 4, "gate": "hard-sigmoid"}},
        {"max-pool": {"size": 3, "stride": 2, "padding": 1}}], "shortcut": "projection"}},
      {"dense": [{"depthwise": {"kernel": 5}}, "batch-normalization", {"activation": "silu"},
        {"convolution": {"channels": 12, "kernel": 1}}]},
      "batch-normalization", {"activation": "relu"}, {"squeeze-excitation": 8},
      "global-max-pool", "linear"]},
     "batch": 20, "slice": 4, "epochs": 3, "optimizer": {"learning-rate": 0.05}}
    """

  @Test(
    "the bytes of a checkpoint do not depend on the number of threads", arguments: [1, 2, 3, 4])
  func threadsChangeNothing(threads: Int) throws {
    let trainer = try TrainingTests.trainer(Self.everything, threads: threads)
    #expect(try TrainingTests.run(trainer) == .finished)
    let digest = Fixtures.digest(try trainer.checkpoint())
    #expect(
      digest == "ebe2a9f9fb7bfb8df4f4cb6ff0444ccff8ec8564c7fab23d2b4f0bc61417a852",
      "a trained network's bytes changed: that breaks every published digest")
  }

  @Test("a saved network predicts what its trainer does")
  func predicts() throws {
    let trainer = try TrainingTests.trainer(Self.everything)
    #expect(try TrainingTests.run(trainer) == .finished)
    let own = try trainer.predict(TrainingTests.validation)
    let file = try SafetensorsFile(bytes: trainer.bestModel(), path: "m")
    let network = try Network(checkpoint: file, pool: WorkerPool(threads: 3))
    #expect(try network.predict(TrainingTests.validation) == own)
  }

  @Test("tensors have PyTorch's shapes, under the names of their parts")
  func names() throws {
    let trainer = try TrainingTests.trainer(Self.everything)
    let file = try SafetensorsFile(bytes: trainer.bestModel(), path: "m")
    let shapes = Dictionary(uniqueKeysWithValues: file.tensors.map { ($0.name, $0.shape) })
    #expect(shapes["blocks.3.body.0.depthwise.weight"] == [8, 1, 3, 3])
    #expect(shapes["blocks.3.body.0.depthwise.bias"] == nil)
    #expect(shapes["blocks.3.body.0.normalization.running_var"] == [8])
    #expect(shapes["blocks.3.body.0.pointwise.weight"] == [20, 8, 1, 1])
    #expect(shapes["blocks.3.body.2.reduce.weight"] == [5, 20, 1, 1])
    #expect(shapes["blocks.3.body.2.expand.bias"] == [20])
    #expect(shapes["blocks.4.body.0.weight"] == [20, 1, 5, 5])
    #expect(shapes["blocks.9.weight"] == [3, 32])
  }

  @Test("a depthwise kernel is drawn with the variance 2 / (area of the kernel)")
  func initialization() throws {
    let text =
      #"{"model": {"blocks": [{"convolution": 512}, "depthwise", "global-pool", "linear"]}}"#
    let trainer = try TrainingTests.trainer(text, source: DrawnSource(height: 4, width: 4))
    let tensor = try #require(trainer.engine.layout.trained(named: "blocks.1.weight"))
    let values = tensor.read(trainer.weights.base).map(Double.init)
    #expect(values.count == 512 * 9)
    let variance = values.reduce(0) { $0 + $1 * $1 } / Double(values.count)
    #expect(abs(variance - 2.0 / 9) < 0.02)
  }

  static func plane(_ channels: Int, _ pixels: Int, _ seed: UInt64) -> [Float] {
    var luck = LuckKey(seed: seed, purpose: "channels").luck(for: 1, epoch: 0)
    var values = [Float](repeating: 0, count: (channels + 7) / 8 * 8 * pixels)
    for channel in 0..<channels {
      for pixel in 0..<pixels {
        values[(channel / 8 * pixels + pixel) * 8 + channel % 8] = luck.uniform(-1, 1)
      }
    }
    return values
  }

  @Test(
    "channels that were joined come apart again, surplus channels zero",
    arguments: [1, 3, 7, 8, 9, 16, 21], [1, 4, 8, 13, 16, 30])
  func joins(left: Int, right: Int) {
    let pixels = 5
    let (a, b) = (Self.plane(left, pixels, 1), Self.plane(right, pixels, 2))
    var joined = [Float](repeating: 7, count: (left + right + 7) / 8 * 8 * pixels)
    fer_concatenate(a, left, b, right, pixels, &joined)
    func value(_ x: [Float], _ channel: Int, _ pixel: Int) -> Float {
      x[(channel / 8 * pixels + pixel) * 8 + channel % 8]
    }
    for channel in 0..<(left + right + 7) / 8 * 8 {
      for pixel in 0..<pixels {
        let expected =
          channel < left
          ? value(a, channel, pixel)
          : channel < left + right ? value(b, channel - left, pixel) : 0
        #expect(value(joined, channel, pixel) == expected)
      }
    }
    // What lies in the surplus channels must not come back.
    for pixel in 0..<pixels {
      for channel in left + right..<(left + right + 7) / 8 * 8 {
        joined[(channel / 8 * pixels + pixel) * 8 + channel % 8] = 9
      }
    }
    var first = [Float](repeating: 7, count: a.count)
    var second = [Float](repeating: 7, count: b.count)
    fer_take_channels(joined, 0, left, pixels, 0, &first)
    fer_take_channels(joined, left, right, pixels, 0, &second)
    #expect(first == a)
    #expect(second == b)
    fer_take_channels(joined, left, right, pixels, 1, &second)
    #expect(second == b.map { $0 + $0 })
  }

  @Test("the first of equal maxima gets the whole gradient")
  func tiedMaximum() {
    var x = [Float](repeating: 0, count: 4 * 8)
    for lane in 0..<8 { x[lane % 3 * 8 + lane] = 2 }
    x[3 * 8] = 2
    var y = [Float](repeating: 0, count: 8)
    fer_channel_maximum(x, 1, 4, &y)
    #expect(y == [Float](repeating: 2, count: 8))
    var dx = [Float](repeating: 7, count: x.count)
    fer_channel_maximum_gradient(x, y, 1, 4, [1, 2, 3, 4, 5, 6, 7, 8], &dx)
    for lane in 0..<8 {
      #expect(
        (0..<4).map { dx[$0 * 8 + lane] } == (0..<4).map { $0 == lane % 3 ? Float(lane + 1) : 0 })
    }
  }
}
