/// DOS's character set, in which a zip's names are stored unless they say otherwise.
enum CodePage437 {
  /// Bytes 0x80 to 0xFF, as in the Unicode Consortium's `CP437.TXT`.
  private static let upper = Array(
    ("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
      + "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}")
      .unicodeScalars)

  /// The text that the bytes stand for; those below 0x80 are ASCII.
  static func decode(_ bytes: some Sequence<UInt8>) -> String {
    bytes.reduce(into: "") { text, byte in
      text.unicodeScalars.append(
        byte < 0x80 ? Unicode.Scalar(byte) : upper[Int(byte & 0x7F)])
    }
  }
}
