/// One named array of parameters: where it lies in the flat vector, and in which order.
package struct ParameterTensor: Hashable, Sendable {
  /// How the kernels want it, compared with PyTorch's order.
  package enum Packing: Hashable, Sendable {
    /// As it is, padded with zeros.
    case vector
    /// Weights as [outputs/16][rows][16]; a row is (input block, tap, channel) or, planar, (channel, tap).
    case filter(inputs: Int, taps: Int, isPlanar: Bool)
    /// A kernel a channel as [channels/8][taps][8].
    case channelFilter(taps: Int)
  }

  /// PyTorch's name, such as "blocks.0.weight".
  package let name: String
  /// PyTorch's shape.
  package let shape: [Int]
  package let packing: Packing
  /// The start in the flat vector, in floats.
  package let offset: Int
  /// Floats in the flat vector, a multiple of 16, padding included.
  package let count: Int
  /// Whether weight decay applies.
  package let decays: Bool

  package init(
    name: String, shape: [Int], packing: Packing, offset: Int, decays: Bool
  ) {
    (self.name, self.shape, self.packing) = (name, shape, packing)
    (self.offset, self.decays) = (offset, decays)
    let outputs = ((shape.first ?? 1) + 15) / 16 * 16
    switch packing {
    case .vector: count = outputs
    case .filter(let inputs, let taps, let isPlanar):
      count = outputs * (isPlanar ? inputs : (inputs + 7) / 8 * 8) * taps
    case .channelFilter(let taps):
      count = outputs * taps
    }
  }

  /// Elements in PyTorch's order.
  package var elementCount: Int { shape.reduce(1, *) }

  /// The place of each of PyTorch's elements in the flat vector, relative to `offset`.
  package func place(_ element: Int) -> Int {
    switch packing {
    case .vector: return element
    case .filter(let inputs, let taps, let isPlanar):
      let tap = element % taps
      let input = element / taps % inputs
      let output = element / (taps * inputs)
      let rows = (isPlanar ? inputs : (inputs + 7) / 8 * 8) * taps
      let row = isPlanar ? input * taps + tap : (input / 8 * taps + tap) * 8 + input % 8
      return (output / 16 * rows + row) * 16 + output % 16
    case .channelFilter(let taps):
      let channel = element / taps
      return (channel / 8 * taps + element % taps) * 8 + channel % 8
    }
  }

  /// Copies out in PyTorch's order.
  package func read(_ vector: UnsafePointer<Float>) -> [Float] {
    (0..<elementCount).map { vector[offset + place($0)] }
  }

  /// Copies in from PyTorch's order; padding stays as it is (zero).
  package func write(_ values: [Float], to vector: UnsafeMutablePointer<Float>) {
    for (element, value) in values.enumerated().prefix(elementCount) {
      vector[offset + place(element)] = value
    }
  }
}
