/// Where a frame of Oulu-CASIA lies: "VL/Strong/P001/Anger/000.jpeg".
struct OuluPath {
  /// The folder, which is the sequence: all of the path above the file.
  let sequence: Substring
  let subject: Substring
  let emotion: Substring
  let frame: UInt32

  /// - Parameter folders: the folders above the file, outermost first.
  init?(path: String, folders: some BidirectionalCollection<Substring>, file: Substring) {
    guard let first = file.utf8.first, (0x30...0x39).contains(first) else { return nil }
    var cursor = NameCursor(file)
    guard let frame = cursor.number(digits: 1...8), cursor.isAtEnding else { return nil }
    var above = folders.reversed().makeIterator()
    guard let emotion = above.next(), let subject = above.next(), let light = above.next(),
      let camera = above.next(), OuluPath.isSubject(subject), OuluPath.isLight(light),
      camera.hasPrefix("VL") || camera.hasPrefix("NI"),
      let end = path.utf8.lastIndex(where: { $0 == 0x2F || $0 == 0x5C })
    else { return nil }
    (self.emotion, self.subject, self.frame) = (emotion, subject, UInt32(frame))
    sequence = path[..<end]
  }

  private static func isSubject(_ folder: Substring) -> Bool {
    var cursor = NameCursor(folder)
    return cursor.skip("P" as Unicode.Scalar) && cursor.number(digits: 3...3) != nil
      && cursor.isRest("")
  }

  private static func isLight(_ folder: Substring) -> Bool {
    folder == "Strong" || folder == "Weak" || folder == "Dark"
  }
}
