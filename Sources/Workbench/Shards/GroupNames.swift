internal import Core
internal import DatasetCatalog

/// The names of groups as `rows.csv` has them: the first 16 hexadecimal digits of the smallest sample key.
///
/// A name so depends on the group's own members: images added elsewhere change no other group's. Should two
/// groups ever share 64 bits, they would be kept together, which is no leak.
struct GroupNames: Sendable {
  private let content: SplitContent
  /// The first sample of each group; samples are in the order of their keys.
  private let firsts: [Int64: Int32]

  init(of content: SplitContent) {
    self.content = content
    var firsts: [Int64: Int32] = [:]
    for (sample, group) in content.groups.enumerated() where firsts[group] == nil {
      firsts[group] = Int32(sample)
    }
    self.firsts = firsts
  }

  /// The name of a sample's group; `sample` is its place in the canonical order.
  func name(ofSample sample: Int) -> String {
    let first = firsts[content.groups[sample]].map { Int($0) } ?? sample
    return String(content.samples[first].sampleKey.digest.hex.prefix(16))
  }
}
