/// Fields of label tables read as numbers.
enum Fields {
  /// A whole number that fits a pixel's place or a code, quoted or not, also written as "3.0".
  static func integer(_ record: [UInt8], _ field: Range<Int>) -> Int? {
    let value =
      TableText.integer(record[field]) ?? TableText.code(TableText.text(record, field))
    guard let value, (-limit...limit).contains(value) else { return nil }
    return value
  }

  /// Whether a record holds nothing but blanks.
  static func isBlank(_ record: [UInt8]) -> Bool {
    TableText.trimmed(record[...]).isEmpty
  }

  /// Far beyond any image, and differences of two still fit 32 bits.
  private static let limit = 1 << 29
}
