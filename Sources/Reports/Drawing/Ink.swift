/// What something is drawn in: a role, which each theme gives a color.
enum Ink: String, CaseIterable, Hashable, Sendable {
  /// The paper.
  case page
  /// Text.
  case ink
  /// Text of less weight.
  case soft
  /// Lines that help the eye.
  case line
  /// What belongs to the training, validation and test split.
  case train, val, test
  /// Cells of right answers, and of wrong ones; text in `ink` is readable on them at any opacity.
  case heat, miss
  /// What went wrong.
  case wrong
  /// Bars and curves.
  case bar, accent
}

/// The colors of reports, 0xRRGGBB, by role: one set on white, one on black.
///
/// Text reaches a contrast of 4.5 on what it stands on, marks one of 3 (WCAG 2.2, 1.4.3 and 1.4.11).
struct Palette: Hashable, Sendable {
  /// The colors by their names in the style sheet.
  let colors: [(name: String, color: UInt32)]

  static func == (first: Palette, second: Palette) -> Bool {
    first.colors.elementsEqual(second.colors) { $0 == $1 }
  }

  func hash(into hasher: inout Hasher) { for entry in colors { hasher.combine(entry.color) } }

  /// The color of that name.
  subscript(name: String) -> UInt32 { colors.first { $0.name == name }?.color ?? 0 }

  /// The color of a role.
  subscript(ink: Ink) -> UInt32 { self[ink.rawValue] }

  /// On white.
  static let light = Palette(colors: [
    ("page", 0xFFFFFF), ("ink", 0x1B1F24), ("soft", 0x57606A), ("line", 0xD8DEE4),
    ("panel", 0xF6F8FA), ("accent", 0x0B61C4), ("train", 0x0B61C4), ("val", 0xB35900),
    ("test", 0x1A7F4B), ("heat", 0x5C9DE6), ("miss", 0xE8836F), ("wrong", 0xB3341F),
    ("on-wrong", 0xFFFFFF), ("bar", 0x5B8FC9), ("note", 0xFFF8E6), ("note-line", 0xA67A12),
  ])

  /// On black.
  static let dark = Palette(colors: [
    ("page", 0x0F1318), ("ink", 0xE3E8EE), ("soft", 0x9AA5B1), ("line", 0x2C333C),
    ("panel", 0x171C23), ("accent", 0x6CB0FF), ("train", 0x6CB0FF), ("val", 0xF0A860),
    ("test", 0x5CC98D), ("heat", 0x2B64A6), ("miss", 0x94402F), ("wrong", 0xFF8D75),
    ("on-wrong", 0x0F1318), ("bar", 0x3F7DBF), ("note", 0x262012), ("note-line", 0xB38B2A),
  ])

  /// Custom properties for a style sheet: `--page:#ffffff;…`.
  var css: String {
    colors.map { "--\($0.name):#\(Palette.hex($0.color))" }.joined(separator: ";")
  }

  /// Six hexadecimal digits.
  static func hex(_ color: UInt32) -> String {
    let digits = String(color, radix: 16)
    return String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// What a color of some opacity on a ground looks like.
  static func mixed(_ color: UInt32, on ground: UInt32, opacity: Double) -> UInt32 {
    let share = UInt32(min(256, max(0, (opacity * 256).rounded())))
    return [16, 8, 0].reduce(0) { sum, shift in
      let (over, under) = (color >> UInt32(shift) & 255, ground >> UInt32(shift) & 255)
      return sum | ((over * share + under * (256 - share) + 128) / 256) << UInt32(shift)
    }
  }
}
