import Core
import TestSupport
import Testing
import Workbench

@Suite("Settings files")
struct SettingsFileTests {
  private func error(_ text: String) -> String? {
    let error = #expect(throws: WorkbenchError.self) {
      try SettingsFile.parse(text, file: "a.yaml")
    }
    return error?.description
  }

  @Test("every value knows its file, line and path")
  func places() throws {
    let node = try SettingsFile.parse("a: 1\nb:\n  c: [x, y]\n", file: "a.yaml")
    var reader = try node.mapping()
    var inner = try reader.node("b").mapping()
    let list = try inner.node("c").sequence()
    #expect(list[1].path == "b.c[1]")
    #expect(list[1].line == 3)
    #expect(list[1].fail("no").description == "a.yaml:3: b.c[1]: no")
  }

  @Test("quoted numbers are text")
  func quotes() throws {
    let node = try SettingsFile.parse("a: \"1\"\nb: 1\n", file: "a.yaml")
    var reader = try node.mapping()
    #expect(throws: SettingsError.self) { try reader.node("a").int() }
    #expect(try reader.node("b").int() == 1)
  }

  @Test(
    "what is not YAML is an error with a line",
    arguments: ["a: [1, 2", "a: b: c", "\ta: 1", "a: 'x"])
  func malformed(text: String) {
    #expect(error(text)?.hasPrefix("a.yaml:") == true)
  }

  @Test("a key that stands twice is refused")
  func duplicates() {
    #expect(error("a: 1\na: 2\n")?.contains("twice") == true)
  }

  @Test("an empty file is refused")
  func empty() {
    #expect(error("") == "a.yaml: the file is empty")
  }

  @Test("aliases that multiply are refused before they fill the memory")
  func aliasBomb() {
    var lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    for level in 1..<9 {
      let references = [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      lines.append("a\(level): &a\(level) [\(references)]")
    }
    #expect(error(lines.joined(separator: "\n"))?.contains("values") == true)
  }

  @Test("a taxonomy file is read, and its mistakes are named")
  func taxonomies() throws {
    let node = try SettingsFile.parse(
      "name: pets\nclasses:\n  - cat\n  - {name: dog, aliases: [hound]}\n", file: "t.yaml")
    let taxonomy = try TaxonomyFile.parse(node)
    #expect(taxonomy.classNames == ["cat", "dog"])
    #expect(taxonomy.classIndex(named: "Hound") == 1)
    let bad = try SettingsFile.parse("name: x\nclasses: [a, A]\n", file: "t.yaml")
    let error = #expect(throws: WorkbenchError.self) { try TaxonomyFile.parse(bad) }
    #expect(error?.description.contains("t.yaml:2") == true)
  }

  @Test("a row is named by its shard and number")
  func rows() throws {
    #expect(try RowPlace("train-00000-of-00002:17").shard == "train-00000-of-00002.safetensors")
    for text in ["train", "a:b", "a:-1", "a:1:2", ""] {
      let error = #expect(throws: WorkbenchError.self) { try RowPlace(text) }
      #expect(error?.isUsage == true)
    }
  }
}
