internal import Core

/// What the folders above an image of SFEW say: "Train_Aligned_Faces.zip/Train_Aligned_Faces/Angry".
struct SFEWFolders {
  /// The seven folders of the field.
  private static let classes = ["Angry", "Disgust", "Fear", "Happy", "Neutral", "Sad", "Surprise"]
  private static let splits: [(name: String, split: Split)] = [
    ("Train", .train), ("Val", .val), ("Test", .test),
  ]

  /// The class's folder.
  let emotion: String?
  let split: Split?
  /// The folder that tells the split.
  let splitFolder: String?

  init(_ folders: some BidirectionalCollection<Substring>) {
    let parent = folders.last
    let isClass = parent.map { folder in SFEWFolders.splits.allSatisfy { folder != $0.name } }
    let told = folders.reversed().lazy.compactMap { folder in
      SFEWFolders.splits.first { SFEWFolders.begins(folder, $0.name) }
        .map { (folder: String(folder), split: $0.split) }
    }.first
    emotion =
      isClass == true && parent.map { String($0) } != told?.folder ? parent.map(String.init) : nil
    (split, splitFolder) = (told?.split, told?.folder)
  }

  /// Whether the folder is one of the seven.
  static func isClass(_ folder: Substring?) -> Bool {
    folder.map { name in classes.contains { $0 == name } } ?? false
  }

  /// "Train", "Train_Aligned_Faces", "Val_Aligned_Faces_new.zip"; not "Training".
  private static func begins(_ folder: Substring, _ name: String) -> Bool {
    guard folder.utf8.starts(with: name.utf8) else { return false }
    let next = folder.utf8.dropFirst(name.utf8.count).first
    return next == nil || next == UInt8(ascii: "_") || next == UInt8(ascii: ".")
  }
}
