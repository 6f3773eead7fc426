/// A zip file whose parts may contradict each other.
struct Zip {
  /// One member, as its local header and as the central directory tell it.
  struct Entry {
    /// The name's bytes.
    var name: Bytes
    /// What lies behind the local header.
    var data: Bytes
    /// 0 is stored, 8 is deflate.
    var method = 0
    /// Bit 0: encrypted; bit 3: sizes follow the data; bit 11: the name is UTF-8.
    var flags = 0
    /// The checksum.
    var crc: UInt32
    /// How many bytes the data unpack to.
    var unpackedSize: UInt64
    /// How many bytes the headers say lie here; the data's size where `nil`.
    var packedSize: UInt64?
    /// The name in the local header, where it is another.
    var localName: Bytes?
    /// The mode of a Unix file, such as that of a link.
    var mode = 0o100644
    /// The place of another local header; the entry then writes none.
    var offset: Int?
    /// Whether the sizes are told in 64 bits.
    var is64 = false

    /// The local header, from its signature to its extra field.
    var localHeader: Bytes {
      let name = localName ?? self.name
      return Bytes("PK\u{3}\u{4}") + Zip.common(self, name: name) + name + Zip.extra(self)
    }

    /// A stored member.
    init(_ name: String, _ data: Bytes) { self.init(name: Bytes(name), data) }

    /// A stored member with any name.
    init(name: Bytes, _ data: Bytes) {
      (self.name, self.data) = (name, data)
      (crc, unpackedSize) = (Checksum.crc32(data), UInt64(data.count))
    }

    /// A member of zeros, deflated.
    init(_ name: String, zeros count: UInt64) {
      (self.name, data, method) = (Bytes(name), Deflated.zeros(count), 8)
      (crc, unpackedSize) = (Checksum.crc32(zeros: count), count)
    }
  }

  /// The local headers and data so far.
  private(set) var bytes: Bytes = []
  private var directory: Bytes = []
  private var count = 0

  /// Adds a member and gives the place of its local header.
  @discardableResult
  mutating func add(_ entry: Entry) -> Int {
    let place = entry.offset ?? bytes.count
    if entry.offset == nil { bytes += entry.localHeader + entry.data }
    directory.text("PK\u{1}\u{2}")
    directory.little(0x031E, 2)
    directory += Zip.common(entry, name: entry.name)
    directory.fill(0, 6)  // comment, disk, internal attributes
    directory.little(entry.mode << 16, 4)
    directory.little(place, 4)
    directory += entry.name + Zip.extra(entry)
    count += 1
    return place
  }

  /// The whole file; the end record may claim another number of members or another place.
  func finished(members: Int? = nil, directoryAt place: Int? = nil) -> Bytes {
    var file = bytes + directory
    file.text("PK\u{5}\u{6}")
    file.little(0, 4)
    file.little(members ?? count, 2)
    file.little(members ?? count, 2)
    file.little(directory.count, 4)
    file.little(place ?? bytes.count, 4)
    file.little(0, 2)
    return file
  }

  /// A zip of these files, stored.
  static func of(_ files: [(String, Bytes)]) -> Bytes {
    var zip = Zip()
    for (name, data) in files { zip.add(Entry(name, data)) }
    return zip.finished()
  }

  /// The fields that both headers have, from "version needed" to the length of the extra field.
  private static func common(_ entry: Entry, name: Bytes) -> Bytes {
    var fields: Bytes = []
    fields.little(entry.is64 ? 45 : 20, 2)
    fields.little(entry.flags, 2)
    fields.little(entry.method, 2)
    fields.little(0x5821_0000, 4)
    fields.little(entry.crc, 4)
    fields.little(entry.is64 ? UInt64.max : entry.packedSize ?? UInt64(entry.data.count), 4)
    fields.little(entry.is64 ? UInt64.max : entry.unpackedSize, 4)
    fields.little(name.count, 2)
    fields.little(extra(entry).count, 2)
    return fields
  }

  private static func extra(_ entry: Entry) -> Bytes {
    guard entry.is64 else { return [] }
    var field: Bytes = []
    field.little(1, 2)
    field.little(16, 2)
    field.little(entry.unpackedSize, 8)
    field.little(entry.packedSize ?? UInt64(entry.data.count), 8)
    return field
  }
}
