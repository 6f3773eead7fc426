internal import Core

/// One group as the splitter sees it: what it holds and where its keyed draw puts it.
struct SplitGroup {
  /// Samples per class, ascending by class, classes without samples left out.
  var composition: [(label: Int, count: Int)] = []
  var size = 0
  /// The smallest sample key of the members names the group, whatever their order.
  var key: SampleKey
  var draw: UInt64 = 0

  /// The class of a group that has only one.
  var onlyLabel: Int? { composition.count == 1 ? composition[0].label : nil }

  mutating func add(label: Int, key newKey: SampleKey) {
    size += 1
    if newKey < key { key = newKey }
    if let place = composition.firstIndex(where: { $0.label >= label }) {
      if composition[place].label == label {
        composition[place].count += 1
      } else {
        composition.insert((label, 1), at: place)
      }
    } else {
      composition.append((label, 1))
    }
  }
}
