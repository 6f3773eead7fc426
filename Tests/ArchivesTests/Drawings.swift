import Archives
import Core
import TestSupport

/// Members made in code, and archives of them.
enum Drawings {
  /// Bytes that do not compress, different for every seed.
  static func noise(_ count: Int, seed: UInt64) -> [UInt8] {
    var luck = LuckKey(seed: seed, purpose: "archive tests").luck(for: seed, epoch: 0)
    return (0..<count).map { _ in UInt8(truncatingIfNeeded: luck.nextUInt32()) }
  }

  /// Small, empty, large, deep and non-ASCII members.
  static let members: [(path: String, bytes: [UInt8])] = [
    ("train/happy/1.png", noise(1_700, seed: 1)),
    ("train/happy/empty.png", []),
    ("train/sad/2.png", noise(512, seed: 2)),
    ("train/sad/fünf 五.png", noise(3_000, seed: 3)),
    ("test/" + String(repeating: "deep/", count: 60) + "3.png", noise(700, seed: 4)),
    ("test/fear/large.png", noise(300_000, seed: 5)),
  ]

  /// Writes the members and gives the file's bytes.
  static func archive(
    _ format: ArchiveFormat, of members: [(path: String, bytes: [UInt8])] = members
  ) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let path = folder.file("drawn." + format.rawValue)
    var writer = try ArchiveWriter(path: path)
    for member in members { try writer.add(path: member.path, bytes: member.bytes) }
    try writer.finish()
    return try Files.read(path, limit: 1 << 26)
  }

  static func dictionary(_ members: some Sequence<(path: String, bytes: [UInt8])>)
    -> [String: [UInt8]]
  {
    Dictionary(members.map { ($0.path, $0.bytes) }) { first, _ in first }
  }
}
