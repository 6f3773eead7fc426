internal import Core

/// Which columns of a manifest play which role.
struct ManifestColumns: Hashable, Sendable {
  /// What a column can say.
  enum Role: String, CaseIterable, Hashable, Sendable {
    case path
    case label
    case split
    case subject
    case box
    case x
    case y
    case width
    case height
    case right
    case bottom

    /// What can make a box of four columns.
    static let boxes: [[Role]] = [[.x, .y, .right, .bottom], [.x, .y, .width, .height]]

    /// Names such columns commonly have, best first.
    var commonNames: [String] {
      switch self {
      case .path:
        [
          "path", "file", "filename", "file_name", "filepath", "file_path", "image_path",
          "img_path",
          "imagepath", "image", "img", "image_name", "imagename", "img_name",
          "subdirectory_filepath", "name",
        ]
      case .label:
        [
          "label", "class", "emotion", "expression", "labels", "class_name", "emotion_label",
          "label_name", "category",
        ]
      case .split: ["split", "usage", "subset", "set", "partition"]
      case .subject:
        ["subject", "person", "identity", "id_person", "subject_id", "person_id", "subject_name"]
      case .box: ["box", "bbox", "face_box", "bounding_box"]
      case .x: ["x", "left", "face_x", "box_x", "bbox_x", "xmin", "x_min", "x1"]
      case .y: ["y", "top", "face_y", "box_y", "bbox_y", "ymin", "y_min", "y1"]
      case .width: ["w", "width", "face_width", "box_width", "bbox_w", "box_w"]
      case .height: ["h", "height", "face_height", "box_height", "bbox_h", "box_h"]
      case .right: ["right", "xmax", "x_max", "x2"]
      case .bottom: ["bottom", "ymax", "y_max", "y2"]
      }
    }
  }

  /// The column of each role, as the header writes it.
  private(set) var names: [Role: String] = [:]
  /// The place of each role's column in the header.
  private(set) var places: [Role: Int] = [:]
  let count: Int

  /// The columns of a header, those declared first; `nil` where there is no path or no label.
  ///
  /// - Throws: `LayoutError.unknownColumn` for a declared column that is not there.
  init?(header: [String], declared: [String: String], path: String) throws(LayoutError) {
    count = header.count
    let folded = header.map(Taxonomy.folded)
    guard !folded.contains("pixels"), !VoteTableReader.isHeader(header) else { return nil }
    for role in Role.allCases {
      if let name = declared[role.rawValue] {
        guard
          let place = header.firstIndex(of: name) ?? folded.firstIndex(of: Taxonomy.folded(name))
        else {
          throw .unknownColumn(path: path, role: role.rawValue, column: name, known: header)
        }
        (places[role], names[role]) = (place, header[place])
        continue
      }
      let common = role.commonNames.lazy.compactMap { folded.firstIndex(of: $0) }.first
      if let common { (places[role], names[role]) = (common, header[common]) }
    }
    guard places[.path] != nil, places[.label] != nil else { return nil }
  }

  /// The four columns of a box, where all four are there: two corners, else a corner and the size.
  ///
  /// Beside two corners, width and height are those of the image.
  var edges: [Role]? {
    Role.boxes.first { $0.allSatisfy { places[$0] != nil } }
  }

  /// Each column that is used, with its role, as a person reads it.
  var phrase: String {
    let single: [Role] = [.path, .label, .split, .subject, .box]
    var phrases = single.compactMap { role in names[role].map { "\(role) in “\($0)”" } }
    if names[.box] == nil, let edges {
      phrases.append(
        "box in " + edges.compactMap { names[$0] }.map { "“\($0)”" }.joined(separator: ", "))
    }
    return phrases.joined(separator: ", ")
  }

  /// The roles found and their columns, for the record.
  var json: JSON {
    let edges = edges ?? []
    let used = names.filter { entry in
      edges.contains(entry.key) || !Role.boxes.contains { $0.contains(entry.key) }
    }
    return .object(
      Dictionary(used.map { ($0.key.rawValue, .string($0.value)) }) { first, _ in first })
  }
}
