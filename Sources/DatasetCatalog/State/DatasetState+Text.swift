public import Core

extension DatasetState {
  /// The first line of the text.
  public static let format = "fer-data state/1"

  /// The one form of the state as a file: UTF-8, lines that end in a line feed, fields between tabs.
  ///
  /// The format's line, the classes as JSON, the names of the groups as JSON, then a line for each sample (key,
  /// class number, split, split group, pin, `k` where it is kept, group number; `-` where there is none), in
  /// ascending order of the keys, then a line for each pair (`pair`, key, key).
  public var text: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(samples.count * 88 + 256)
    out += Array(Self.format.utf8) + [Self.lineFeed]
    for names in [classNames, groupNames] {
      out += Array(JSON.array(names.map(JSON.string)).text().utf8) + [Self.lineFeed]
    }
    for sample in samples {
      Self.append(sample.key, to: &out)
      Self.append(sample.label, to: &out)
      Self.append(sample.split, to: &out)
      Self.append(sample.splitGroup, to: &out)
      Self.append(sample.pin, to: &out)
      out += [Self.tab, UInt8(ascii: sample.isKept ? "k" : "-")]
      Self.append(sample.group, to: &out)
      out.append(Self.lineFeed)
    }
    for pair in pairs {
      out += Array("pair\t".utf8)
      Self.append(pair.first, to: &out)
      out.append(Self.tab)
      Self.append(pair.second, to: &out)
      out.append(Self.lineFeed)
    }
    return out
  }

  /// The SHA-256 of the text.
  public var digest: Digest { Digest.sha256(of: text) }

  static let tab = UInt8(ascii: "\t")
  static let lineFeed = UInt8(ascii: "\n")
  private static let digits = Array("0123456789abcdef".utf8)

  private static func append(_ key: SampleKey, to out: inout [UInt8]) {
    key.digest.withBytes { bytes in
      for byte in bytes {
        out.append(digits[Int(byte >> 4)])
        out.append(digits[Int(byte & 15)])
      }
    }
  }

  private static func append(_ number: Int?, to out: inout [UInt8]) {
    out.append(tab)
    guard let number else { return out.append(UInt8(ascii: "-")) }
    if number < 10 { return out.append(digits[number]) }
    out.append(contentsOf: String(number).utf8)
  }

  private static func append(_ split: Split?, to out: inout [UInt8]) {
    out.append(tab)
    out.append(contentsOf: (split?.rawValue ?? "-").utf8)
  }
}
