internal import Core

/// Which columns of a pixel table hold what; addressed by name, in any order.
struct PixelColumns: Hashable, Sendable {
  let pixels: Int
  let label: Int?
  let usage: Int?
  /// The number of columns.
  let count: Int

  /// The columns of a header, or `nil` where it names no pixels.
  init?(header record: [UInt8]) {
    let names = TableText.header(of: record, separator: .comma).map(Taxonomy.folded)
    guard let pixels = names.firstIndex(where: { $0 == "pixels" || $0 == "pixel" }) else {
      return nil
    }
    self.pixels = pixels
    label = names.firstIndex { ["emotion", "label", "expression", "class"].contains($0) }
    usage = names.firstIndex { ["usage", "split", "set"].contains($0) }
    count = names.count
  }
}
