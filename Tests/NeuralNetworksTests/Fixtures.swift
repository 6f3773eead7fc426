import Core
import NeuralNetworks

/// A small set of drawn images whose class can be learned: a bright square whose place names the class.
struct DrawnSource: SampleSource {
  var count = 96
  var classCount = 3
  var channels = 1
  var height = 12
  var width = 12
  var seed: UInt64 = 5
  var isWeighted = false

  func label(at row: Int) -> Int { row * 7 % classCount }
  func weight(at row: Int) -> Float { isWeighted ? 0.5 + Float(row % 5) * 0.25 : 1 }
  func key(at row: Int) -> SampleKey { SampleKey(Digest.sha256(of: "\(seed)/\(row)")) }

  func fill(row: Int, use: RowUse?, into image: UnsafeMutableBufferPointer<Float>) {
    var luck = LuckKey(seed: seed, purpose: "pixels").luck(for: UInt64(row), epoch: use?.epoch ?? 0)
    for index in image.indices { image[index] = luck.uniform(-1, 1) }
    let label = label(at: row)
    for channel in 0..<channels {
      for y in 0..<height / 3 {
        for x in 0..<width / 3 {
          let at = (channel * height + y + label * height / 4) * width + x + label * width / 4
          image[at] += 1.5
        }
      }
    }
  }

  func images(_ rows: Range<Int>) -> [Float] {
    rows.flatMap { row in
      [Float](unsafeUninitializedCapacity: channels * height * width) { buffer, count in
        fill(row: row, use: nil, into: buffer)
        count = buffer.count
      }
    }
  }
}

/// A source that answers as another one does, but for what it says itself.
protocol WrappedSource: SampleSource {
  associatedtype Base: SampleSource
  var base: Base { get }
}

extension WrappedSource {
  var count: Int { base.count }
  var classCount: Int { base.classCount }
  var channels: Int { base.channels }
  var height: Int { base.height }
  var width: Int { base.width }
  var sampling: RowSampling { base.sampling }
  func label(at row: Int) -> Int { base.label(at: row) }
  func weight(at row: Int) -> Float { base.weight(at: row) }
  func key(at row: Int) -> SampleKey { base.key(at: row) }
  func fill(row: Int, use: RowUse?, into image: UnsafeMutableBufferPointer<Float>) {
    base.fill(row: row, use: use, into: image)
  }
}

enum Fixtures {
  static func recipe(_ text: String) throws -> Recipe {
    try Recipe(settings: SettingsNode(json: JSON(parsing: text), file: "recipe.json"))
  }

  /// A tiny network with every kind of layer that matters for sums over slices.
  static let tiny = """
    {"model": {"blocks": [
      {"convolution": {"channels": 8}}, "batch-normalization", {"activation": "relu"},
      {"max-pool": 2},
      {"residual": {"blocks": [
        {"convolution": {"channels": 20, "stride": 2}}, "batch-normalization",
        {"activation": "silu"},
        {"convolution": {"channels": 20}}, "batch-normalization"]}},
      {"activation": "relu"}, "global-pool", {"dropout": 0.2}, "linear"]},
     "batch": 20, "slice": 4, "epochs": 3, "label-smoothing": 0.1, "ema-decay": 0.9,
     "optimizer": {"name": "sgd", "learning-rate": 0.1}}
    """

  static func digest(_ bytes: [UInt8]) -> String { Digest.sha256(of: bytes).hex }
}
