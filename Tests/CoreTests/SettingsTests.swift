import Core
import Testing

@Suite("Settings")
struct SettingsTests {
  private func node(_ json: JSON) -> SettingsNode { SettingsNode(json: json, file: "x.yaml") }

  @Test("an unknown key is refused, naming the nearest known one")
  func unknownKey() throws {
    var reader = try node(["epochs": 3, "lerning": 1]).mapping()
    _ = try reader.node("epochs").int()
    _ = reader.optional("learning")
    #expect(throws: SettingsError.self) { try reader.finish() }
    let error = #expect(throws: SettingsError.self) { try reader.finish() }
    #expect(error?.description == "x.yaml: unknown key 'lerning'; did you mean 'learning'?")
  }

  @Test("a missing key and a wrong kind name the place")
  func missing() throws {
    var reader = try node(["a": ["b": "x"]]).mapping()
    let missing = #expect(throws: SettingsError.self) { try reader.node("seed") }
    #expect(missing?.description == "x.yaml: the key 'seed' is missing")
    var inner = try reader.node("a").mapping()
    let wrong = #expect(throws: SettingsError.self) { try inner.node("b").int() }
    #expect(wrong?.description == "x.yaml: a.b: expected a whole number, found 'x'")
  }

  @Test("numbers outside their range are refused")
  func ranges() throws {
    #expect(try node(5).int(in: 1...5) == 5)
    #expect(throws: SettingsError.self) { try node(6).int(in: 1...5) }
    #expect(throws: SettingsError.self) { try node(-0.1).double(in: 0...1) }
  }

  @Test("line and path are part of the text")
  func places() {
    let error = SettingsNode(
      file: "a.yaml", line: 7, path: "train.epochs", content: .scalar("x", quoted: false)
    ).fail("no")
    #expect(error.description == "a.yaml:7: train.epochs: no")
  }
}
