import Core

/// The part of JSON Schema (2020-12) that docs/report.schema.json uses, and which of its keys were met.
struct SchemaChecker {
  let root: JSON
  /// What is wrong, each with its place.
  private(set) var problems: [String] = []
  /// The places of the properties that occurred, by the schema's own pointers.
  private(set) var met: Set<String> = []

  init(_ root: JSON) { self.root = root }

  /// Keywords that are understood; any other is a problem, not something to pass over.
  private static let known: Set<String> = [
    "$schema", "$defs", "$ref", "title", "description", "type", "properties", "required",
    "additionalProperties", "items", "minItems", "maxItems", "minimum", "maximum", "enum", "const",
    "pattern", "oneOf",
  ]

  /// Checks a value against the whole schema.
  mutating func check(_ value: JSON) { check(value, root, "#", "$") }

  private mutating func check(_ value: JSON, _ given: JSON, _ pointer: String, _ place: String) {
    if let name = given["$ref"]?.stringValue.map({ String($0.dropFirst("#/$defs/".count)) }) {
      guard let found = root["$defs"]?[name] else {
        problems.append("\(pointer) refers to \(name), which is not there")
        return
      }
      check(value, found, "#/$defs/\(name)", place)
      return
    }
    for key in given.objectValue?.keys.sorted() ?? [] where !Self.known.contains(key) {
      problems.append("\(pointer) uses \(key)")
    }
    if let choices = given["oneOf"]?.arrayValue {
      let fits = choices.filter { choice in
        var other = SchemaChecker(root)
        other.check(value, choice, pointer, place)
        return other.problems.isEmpty
      }
      if fits.count != 1 { problems.append("\(place) fits \(fits.count) of the choices") }
    }
    checkSimple(value, given, place)
    if let members = value.objectValue { checkObject(members, given, pointer, place) }
    guard let elements = value.arrayValue, let items = given["items"] else { return }
    for (index, element) in elements.enumerated() {
      check(element, items, pointer + "/items", "\(place)[\(index)]")
    }
  }

  private mutating func checkSimple(_ value: JSON, _ given: JSON, _ place: String) {
    let types = given["type"]?.arrayValue ?? given["type"].map { [$0] } ?? []
    if !types.isEmpty, !types.contains(where: { Self.is(value, $0.stringValue) }) {
      problems.append("\(place) has another type")
    }
    if let choices = given["enum"]?.arrayValue, !choices.contains(value) {
      problems.append("\(place) is none of the enumeration")
    }
    if let constant = given["const"], constant != value { problems.append("\(place) is another") }
    if let number = value.doubleValue {
      if let low = given["minimum"]?.doubleValue, number < low {
        problems.append("\(place) is below \(low)")
      }
      if let high = given["maximum"]?.doubleValue, number > high {
        problems.append("\(place) is above \(high)")
      }
    }
    if let count = value.arrayValue?.count {
      if count < given["minItems"]?.intValue ?? 0 { problems.append("\(place) is too short") }
      if count > given["maxItems"]?.intValue ?? .max { problems.append("\(place) is too long") }
    }
    if given["pattern"] != nil, let text = value.stringValue {
      // The one pattern of the schema: a digest.
      if text.count != 64 || !text.allSatisfy({ $0.isHexDigit && !$0.isUppercase }) {
        problems.append("\(place) is no digest")
      }
    }
  }

  private mutating func checkObject(
    _ members: [String: JSON], _ given: JSON, _ pointer: String, _ place: String
  ) {
    for name in given["required"]?.arrayValue?.compactMap(\.stringValue) ?? []
    where members[name] == nil {
      problems.append("\(place) lacks \(name)")
    }
    for (name, member) in members.sorted(by: { $0.key < $1.key }) {
      let inner = "\(place).\(name)"
      if let property = given["properties"]?[name] {
        met.insert("\(pointer)/properties/\(name)")
        check(member, property, "\(pointer)/properties/\(name)", inner)
      } else if let other = given["additionalProperties"] {
        if other == .bool(false) {
          problems.append("\(inner) is not described")
        } else if other.objectValue != nil {
          check(member, other, "\(pointer)/additionalProperties", inner)
        }
      }
    }
  }

  private static func `is`(_ value: JSON, _ type: String?) -> Bool {
    switch type {
    case "object": value.objectValue != nil
    case "array": value.arrayValue != nil
    case "string": value.stringValue != nil
    case "integer": value.intValue != nil
    case "number": value.doubleValue != nil
    case "boolean": value.boolValue != nil
    case "null": value == .null
    default: false
    }
  }

  /// The pointers of every property that the schema describes.
  var described: Set<String> {
    var found: Set<String> = []
    func visit(_ given: JSON, _ pointer: String) {
      for (name, property) in given["properties"]?.objectValue ?? [:] {
        found.insert("\(pointer)/properties/\(name)")
        visit(property, "\(pointer)/properties/\(name)")
      }
      if let items = given["items"] { visit(items, pointer + "/items") }
      for (name, own) in given["$defs"]?.objectValue ?? [:] { visit(own, "#/$defs/\(name)") }
    }
    visit(root, "#")
    return found
  }
}
