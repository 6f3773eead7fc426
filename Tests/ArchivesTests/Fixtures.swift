/// Archives that were made elsewhere.
enum Fixtures {
  /// A 7z of "happy/1.png" under a password, made with Python's py7zr, its list of members encrypted
  /// or not.
  static func encrypted7z(headers: Bool) -> [UInt8] {
    let digits = (headers ? hidden : listed).compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(digits[$0] << 4 | digits[$0 + 1])
    }
  }

  private static let listed =
    "377abcaf271c000469e66eda86000000000000001400000000000000ff8178c1999a0900e54b0e21"
    + "5d94301ce5f6c873e00070006e5d0000813307ae0fcef37251ba3362ac41960b49b252207835abea"
    + "ef0e1b8662a6acdf8f900416168eca78efd959d059b1a68224ee3a3dcb70be0a7c6cdcc4fdf69a0b"
    + "a744b043f4e79bcdbd26b8c70cbfa1c44fbeb9e157587f5c5eddc5fea89a10cf2923b2e25ac47d82"
    + "5b4c8000000017061001097600070b010001212101180c710000"

  private static let hidden =
    "377abcaf271c000452bd0a41900000000000000029000000000000007f5248f341d7df88c4822e5e"
    + "8fac9ede00f877d8d13ed76cb259f4850709f50003b38e1b75476dcb19a3b7f0384dd1254129e4a5"
    + "0dcd44a28b754f04da2aa0a1a8a01233b61f622d0d0b3599411237b02cc0245c421a6ba3c710e427"
    + "5895f35bf48e41b00d35a7a748c127615dc5867ec6066719781cf0008dbb6359fe8530d5529a547e"
    + "3f3c46d170eb42e158aba028e80bbbcf1706100109808000070b0100012406f1070112530f832fc0"
    + "acd1db74464a2378367c51781e0c710000"
}
