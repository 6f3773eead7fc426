// libarchive brings `struct stat` along, so it is seen through this module.
internal import CArchive
internal import Core

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The entries of one folder, in the order in which their whole paths sort.
///
/// A folder sorts as if its name ended in "/": so the files below it come where their paths belong.
struct FolderListing {
  struct Entry {
    let name: [UInt8]
    let kind: ArchiveMember.Kind
    let size: Int64
    let linkTarget: String?
    let sortKey: [UInt8]
  }

  private let relative: [UInt8]
  private let entries: [Entry]
  private var position = 0

  init(folder: [UInt8], relative: [UInt8]) throws(FileError) {
    self.relative = relative
    let path = FolderListing.absolute(relative, below: folder)
    guard let stream = opendir(path) else {
      throw FileError(
        operation: "list", path: FolderListing.text(path), code: errno)
    }
    defer { closedir(stream) }
    var entries: [Entry] = []
    while let found = readdir(stream) {
      let name = withUnsafeBytes(of: &found.pointee.d_name) { bytes in
        Array(bytes.prefix { $0 != 0 })
      }
      if name == [0x2E] || name == [0x2E, 0x2E] { continue }
      entries.append(FolderListing.entry(name, in: dirfd(stream)))
    }
    self.entries = entries.sorted { $0.sortKey.lexicographicallyPrecedes($1.sortKey) }
  }

  mutating func next() -> Entry? {
    guard position < entries.count else { return nil }
    defer { position += 1 }
    return entries[position]
  }

  func path(of entry: Entry) -> [UInt8] {
    relative.isEmpty ? entry.name : relative + [0x2F] + entry.name
  }

  private static func entry(_ name: [UInt8], in folder: Int32) -> Entry {
    var status = stat()
    let terminated = name.map(CChar.init(bitPattern:)) + [0]
    let isKnown = fstatat(folder, terminated, &status, AT_SYMLINK_NOFOLLOW) == 0
    let kind: ArchiveMember.Kind =
      switch isKnown ? status.st_mode & S_IFMT : 0 {
      case S_IFREG: .file
      case S_IFDIR: .directory
      case S_IFLNK: .link
      default: .other
      }
    return Entry(
      name: name, kind: kind, size: Int64(status.st_size),
      linkTarget: kind == .link ? target(of: terminated, in: folder) : nil,
      sortKey: kind == .directory ? name + [0x2F] : name)
  }

  private static func target(of name: [CChar], in folder: Int32) -> String? {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlinkat(folder, name, &bytes, bytes.count)
    guard count >= 0 else { return nil }
    return MemberName.escapingInvalid(bytes[..<count].map(UInt8.init(bitPattern:)))
  }

  /// A path for the system, ended by a zero byte.
  static func absolute(_ relative: [UInt8], below folder: [UInt8]) -> [CChar] {
    let path = relative.isEmpty ? folder : folder + [0x2F] + relative
    return path.map(CChar.init(bitPattern:)) + [0]
  }

  /// A path of the system for a message; what is not UTF-8 is shown as replacement characters.
  static func text(_ path: [CChar]) -> String {
    String(decoding: path.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
