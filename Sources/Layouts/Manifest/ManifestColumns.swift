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
      case .x: ["x", "left", "face_x", "box_x", "bbox_x"]
      case .y: ["y", "top", "face_y", "box_y", "bbox_y"]
      case .width: ["w", "width", "face_width", "box_width", "bbox_w", "box_w"]
      case .height: ["h", "height", "face_height", "box_height", "bbox_h", "box_h"]
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

  /// The names of the four columns of a box, where all four are there.
  var edges: [Role]? {
    let edges: [Role] = [.x, .y, .width, .height]
    return edges.allSatisfy { places[$0] != nil } ? edges : nil
  }

  /// The roles found and their columns, for the record.
  var json: JSON {
    let used = names.filter { edges != nil || ![.x, .y, .width, .height].contains($0.key) }
    return .object(
      Dictionary(used.map { ($0.key.rawValue, .string($0.value)) }) { first, _ in first })
  }
}
