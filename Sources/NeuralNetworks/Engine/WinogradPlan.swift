internal import CKernels

/// How one 3x3 convolution of stride 1 is computed by Winograd's tiles (Lavin and Gray, 2016).
///
/// Everything here follows from the layer's shape and the slice, never from the machine.
package struct WinogradPlan: Sendable {
  let forward: fer_winograd_shape
  /// How the output's gradient is read and the input's written.
  let backward: fer_winograd_shape
  /// Images a call.
  let group: Int
  /// Whether anybody needs the gradient of the input.
  let hasInputGradient: Bool
  /// Floats of the transformed weights, and of the data gradient's.
  let weightCount: Int
  let turnedCount: Int
  /// Panels of sixteen outputs, and of sixteen inputs for the data gradient.
  let panels: Int
  let turnedPanels: Int
  /// Floats of scratch memory.
  let scratch: Int

  /// Tiles worked on together: enough to read the weights of many channels seldom, few enough for the
  /// tiles of few channels to stay in a core's cache.
  static let groupTiles = 72

  /// Nil where Winograd's tiles save nothing.
  init?(filter: Operation.Filter, input: Shape, output: Shape, slice: Int, hasInputGradient: Bool) {
    guard filter.kernelHeight == 3, filter.kernelWidth == 3, filter.stride == 1,
      filter.padding <= 2,
      let tile = Self.tile(input: input, output: output)
    else { return nil }
    self.hasInputGradient = hasInputGradient
    let tiles = Self.count(output.height, tile) * Self.count(output.width, tile)
    group = min(slice, max(1, Self.groupTiles / tiles))
    forward = Self.shape(tile, from: input, to: output, padding: filter.padding, group)
    backward = Self.shape(tile, from: output, to: input, padding: 2 - filter.padding, group)
    let (inputs, outputs) = (input.blocks, output.blocks)
    weightCount = fer_winograd_weight_count(tile, inputs, outputs, 0)
    turnedCount = hasInputGradient ? fer_winograd_weight_count(tile, inputs, outputs, 1) : 0
    (panels, turnedPanels) = ((outputs + 1) / 2, hasInputGradient ? (inputs + 1) / 2 : 0)
    var (forward, backward) = (forward, backward)
    scratch = max(
      fer_winograd_scratch(&forward, inputs, outputs),
      fer_winograd_scratch(&backward, outputs, inputs))
  }

  private static func count(_ length: Int, _ tile: Int) -> Int { (length + tile - 1) / tile }

  private static func shape(
    _ tile: Int, from: Shape, to: Shape, padding: Int, _ group: Int
  ) -> fer_winograd_shape {
    let (down, across) = (count(to.height, tile), count(to.width, tile))
    // A map of many tiles is cut into groups of whole rows that are equally high.
    let rows = down * group
    let parts = max(1, (rows * across + groupTiles / 2) / groupTiles)
    return fer_winograd_shape(
      tile: tile, read_height: from.height, read_width: from.width, written_height: to.height,
      written_width: to.width, padding: padding, group_rows: (rows + parts - 1) / parts)
  }

  /// The side of the tiles that cost least; nil for the direct kernel.
  ///
  /// Costs are estimated in cycles an image: sixteen products a cycle, transforms by the vectors they read
  /// and write. Weights are not counted, they are read once for many tiles. Tiles of 6 lose some exactness
  /// and must save three tenths beside the others: so they do for maps of 5, 6, 18 or 30 rows, where tiles
  /// of 4 reach beyond the map. Their 64 positions must also stay below 2^22 weights: beyond that, weights
  /// are fetched from memory for every slice, which takes longer than the products that are saved.
  package static func tile(input: Shape, output: Shape) -> Int? {
    let products = Double(input.blocks * 8) * Double((output.blocks + 1) / 2)
    let vectors = Double(input.blocks + output.blocks)
    var best = (tile: Int?.none, cost: 9 * Double(output.pixels) * products)
    let isSmall = input.blocks * output.blocks <= 1 << 10
    for (tile, transform, share) in [(2, 40.0, 1.0), (4, 100, 1), (6, 260, isSmall ? 0.7 : 0)] {
      let tiles = Double(count(output.height, tile) * count(output.width, tile))
      let side = Double(tile + 2)
      let cost = tiles * (side * side * products + transform * vectors)
      if cost < share * best.cost { best = (tile, cost) }
    }
    return best.tile
  }
}
