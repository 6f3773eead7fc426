import Foundation
import Reports
import Testing

@Suite("The colors of a report")
struct ContrastTests {
  /// The custom properties of the light and of the dark theme, as the page has them.
  static func themes() throws -> [[String: UInt32]] {
    let html = try SampleReport.standard.get().html
    let blocks = html.ranges(of: /:root\{[^}]*\}/).map { String(html[$0]) }
    return blocks.map { block in
      Dictionary(
        block.matches(of: /--([a-z-]+):#([0-9a-f]{6})/).map {
          (String($0.output.1), UInt32($0.output.2, radix: 16) ?? 0)
        }, uniquingKeysWith: { _, last in last })
    }
  }

  /// WCAG 2.2, "contrast ratio".
  static func contrast(_ first: UInt32, _ second: UInt32) -> Double {
    func luminance(_ color: UInt32) -> Double {
      func linear(_ shift: UInt32) -> Double {
        let share = Double((color >> shift) & 255) / 255
        return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0)
    }
    let (a, b) = (luminance(first), luminance(second))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  @Test("text has a contrast of 4.5 on all that it stands on, in both themes and on paper")
  func text() throws {
    let themes = try Self.themes()
    #expect(themes.count == 3)
    #expect(themes.first == themes.last && themes.first != themes[1])
    let pairs: [(String, [String])] = [
      ("ink", ["page", "panel", "note", "heat", "miss"]), ("soft", ["page", "panel"]),
      ("accent", ["page", "panel"]), ("wrong", ["page", "panel"]), ("on-wrong", ["wrong"]),
      ("train", ["page"]), ("val", ["page"]), ("test", ["page"]),
    ]
    for theme in themes {
      for (ink, grounds) in pairs {
        for ground in grounds {
          let (a, b) = (try #require(theme[ink]), try #require(theme[ground]))
          let contrast = Self.contrast(a, b)
          #expect(contrast >= 4.5, "\(ink) on \(ground): \(contrast)")
        }
      }
    }
  }

  @Test("marks have a contrast of 3 on the page, and on what lies under them")
  func marks() throws {
    for theme in try Self.themes() {
      for (mark, ground) in [
        ("bar", "page"), ("note-line", "page"), ("bar", "line"), ("ink", "bar"),
      ] {
        let (a, b) = (try #require(theme[mark]), try #require(theme[ground]))
        let contrast = Self.contrast(a, b)
        #expect(contrast >= (ground == "line" ? 2 : 3), "\(mark) on \(ground): \(contrast)")
      }
    }
  }

  @Test("white on black is 21 to 1")
  func extremes() {
    #expect(abs(Self.contrast(0xFFFFFF, 0) - 21) < 1e-9)
    #expect(Self.contrast(0x777777, 0x777777) == 1)
  }
}
