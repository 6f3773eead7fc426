/// A tar file, header by header, with no check whatever.
struct Tar {
  /// The file so far.
  private(set) var bytes: Bytes = []

  /// One header and what follows it.
  struct Entry {
    /// The name's field, cut at 100 bytes.
    var name: Bytes
    /// "0" is a file, "1" a hard link, "2" a symbolic link, "3" a device, "5" a folder, "6" a pipe.
    var type: Character = "0"
    /// The link's target, cut at 100 bytes.
    var link: Bytes = []
    /// What follows the header.
    var data: Bytes = []
    /// The size's field; the data's size in octal where `nil`.
    var size: Bytes?
    /// What lies from byte 345 on: the prefix of a ustar, or the map of a sparse file.
    var rest: Bytes = []
    /// Whether it is GNU's format.
    var isGNU = false
  }

  /// Adds an entry.
  mutating func add(_ entry: Entry) {
    var header: Bytes = []
    func field(_ bytes: Bytes, _ count: Int) -> Bytes {
      Array((bytes + Bytes(repeating: 0, count: count)).prefix(count))
    }
    header += field(entry.name, 100) + field(Bytes("0000644"), 8)
    header += field(Bytes("0001750"), 8) + field(Bytes("0001750"), 8)
    header += field(entry.size ?? Tar.octal(entry.data.count, 11), 12)
    header += field(Tar.octal(1_700_000_000, 11), 12) + Bytes("        ")
    header += field(Bytes(String(entry.type)), 1) + field(entry.link, 100)
    header += entry.isGNU ? Bytes("ustar  ") + [0] : Bytes("ustar") + [0] + Bytes("00")
    header += field(Bytes("someone"), 32) + field(Bytes("someone"), 32) + field([], 16)
    header += field(entry.rest, 167)
    let sum = header.reduce(0) { $0 + Int($1) }
    header.replaceSubrange(148..<156, with: Tar.octal(sum, 6) + [0, 0x20])
    bytes += header + entry.data
    bytes.pad(to: 512)
  }

  /// Adds a file.
  mutating func file(_ name: String, _ data: Bytes) { add(Entry(name: Bytes(name), data: data)) }

  /// Adds a link or another special file.
  mutating func special(_ type: Character, _ name: String, to link: String = "") {
    add(Entry(name: Bytes(name), type: type, link: Bytes(link)))
  }

  /// Adds a pax header for the next entry.
  mutating func pax(_ records: [(key: String, value: Bytes)]) {
    var data: Bytes = []
    for record in records {
      let body = Bytes(" \(record.key)=") + record.value + [0x0A]
      var length = body.count + 1
      while length != body.count + String(length).utf8.count {
        length = body.count + String(length).utf8.count
      }
      data += Bytes(String(length)) + body
    }
    add(Entry(name: Bytes("PaxHeader"), type: "x", data: data))
  }

  /// Adds GNU's header with the next entry's name.
  mutating func longName(_ name: Bytes) {
    add(Entry(name: Bytes("././@LongLink"), type: "L", data: name + [0], isGNU: true))
  }

  /// The whole file, with the two blocks of zeros that end it.
  func finished() -> Bytes { bytes + Bytes(repeating: 0, count: 1024) }

  /// A tar of these files.
  static func of(_ files: [(String, Bytes)]) -> Bytes {
    var tar = Tar()
    for (name, data) in files { tar.file(name, data) }
    return tar.finished()
  }

  /// A number in octal digits.
  static func octal(_ value: Int, _ digits: Int) -> Bytes {
    let text = String(value, radix: 8)
    return Bytes(String(repeating: "0", count: max(0, digits - text.utf8.count)) + text)
  }

  /// A number in GNU's base 256, twelve bytes.
  static func base256(_ value: Int64) -> Bytes {
    var field: Bytes = value < 0 ? [0xFF, 0xFF, 0xFF, 0xFF] : [0x80, 0, 0, 0]
    field.big(value, 8)
    return field
  }
}
