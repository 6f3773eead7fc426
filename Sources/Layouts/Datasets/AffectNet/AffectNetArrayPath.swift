internal import Core

/// A file of AffectNet's set of 2021: "train_set/images/12.jpg", "val_set/annotations/12_exp.npy".
struct AffectNetArrayPath {
  /// What the file is.
  enum Kind: Hashable, Sendable {
    case image
    case expression
    case other
  }

  let kind: Kind
  let isTraining: Bool
  let id: Int

  /// - Parameter folders: the folders above the file, outermost first.
  init?(folders: some BidirectionalCollection<Substring>, file: Substring) {
    guard let parent = folders.last, parent == "images" || parent == "annotations" else {
      return nil
    }
    switch folders.dropLast().last {
    case "train_set": isTraining = true
    case "val_set": isTraining = false
    default: return nil
    }
    var cursor = NameCursor(file)
    guard let id = cursor.number(digits: 1...9) else { return nil }
    self.id = id
    if parent == "images" {
      guard cursor.isAtEnding else { return nil }
      kind = .image
    } else {
      kind = cursor.isRest("_exp.npy") ? .expression : .other
    }
  }

  /// Set and id in one number.
  var key: UInt32 { UInt32(id) << 1 | (isTraining ? 1 : 0) }

  var split: Split { isTraining ? .train : .val }

  var folder: String { isTraining ? "train_set" : "val_set" }
}
