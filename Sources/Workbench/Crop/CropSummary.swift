public import Core

/// What cropping came to.
public struct CropSummary: Sendable {
  /// The samples of one class in force, by outcome.
  public struct ClassRow: Hashable, Sendable {
    /// A face was cut out, or several were.
    public var cropped = 0
    /// Already a face crop: small, or filled by the face.
    public var passed = 0
    /// The dataset's own box is used.
    public var given = 0
    /// No face was found.
    public var noFace = 0
  }

  /// An image in the list: what was found in it and what became of it.
  public struct Entry: Hashable, Sendable {
    /// The source and the member.
    public let name: String
    /// The outcomes, one for each face that is a sample, as "cropped".
    public let outcomes: [String]
    /// The frames that are cut out.
    public let frames: [CropFrame]
    /// All faces found, in pixels.
    public let faces: [JSON]
  }

  /// The workspace's folder.
  public let workspace: String
  /// The classes in order.
  public let classNames: [String]
  /// What became of the samples of each class.
  public internal(set) var classes: [ClassRow]
  /// Images the detector looked at in this run; the others were known.
  public internal(set) var detectedNow = 0
  /// Images with one face, two faces, and so on up to eight or more; the first counts those without.
  public internal(set) var faceCounts = [Int](repeating: 0, count: 9)
  /// Samples that are one face of an image with several.
  public internal(set) var faceSamples = 0
  /// Samples that are left out for want of a face.
  public internal(set) var excluded = 0
  /// The names of the first images without a face.
  public internal(set) var withoutFace: [String] = []
  /// Every image, where the list was asked for.
  public internal(set) var entries: [Entry] = []
  /// Whether crops were taken back.
  public let isRemoval: Bool
  /// What the samples without a face become: keep, exclude or fail.
  public let policy: String
  /// The SHA-256 of the detector's file.
  public let model: Digest?
  /// The settings, complete.
  public let settings: JSON

  init(
    workspace: String, classNames: [String], policy: String = "", model: Digest? = nil,
    settings: JSON = .null, isRemoval: Bool = false
  ) {
    (self.workspace, self.classNames) = (workspace, classNames)
    classes = [ClassRow](repeating: ClassRow(), count: classNames.count)
    (self.policy, self.model, self.settings) = (policy, model, settings)
    self.isRemoval = isRemoval
  }

  /// All classes together.
  public var total: ClassRow {
    classes.reduce(into: ClassRow()) { sum, row in
      sum.cropped += row.cropped
      sum.passed += row.passed
      sum.given += row.given
      sum.noFace += row.noFace
    }
  }

  /// What the workspace notes of the run: what decides the crops, and what they came to.
  var record: JSON {
    [
      "classes": classesJSON, "excluded": .integer(excluded),
      "face_samples": .integer(faceSamples), "model": model.map { .string($0.hex) } ?? .null,
      "settings": settings,
    ]
  }

  private var classesJSON: JSON {
    .object(
      Dictionary(
        zip(classNames, classes).map { name, row -> (String, JSON) in
          (
            name,
            [
              "cropped": .integer(row.cropped), "given": .integer(row.given),
              "no_face": .integer(row.noFace), "passed": .integer(row.passed),
            ]
          )
        }
      ) { first, _ in first })
  }

  /// For programs.
  public var json: JSON {
    var members = record.objectValue ?? [:]
    members["detected_now"] = .integer(detectedNow)
    members["face_counts"] = .array(faceCounts.map { .integer($0) })
    members["removed"] = .bool(isRemoval)
    members["workspace"] = .string(workspace)
    if !entries.isEmpty { members["images"] = .array(entries.map(\.json)) }
    return .object(members)
  }
}

extension CropSummary.Entry {
  var json: JSON {
    [
      "faces": .array(faces),
      "frames": .array(frames.map(\.json)),
      "name": .string(name), "outcomes": .array(outcomes.map(JSON.string)),
    ]
  }
}

extension CropFrame {
  /// For programs: centre and side in pixels, the tilt in degrees.
  var json: JSON {
    [
      "side": .number(Double(side) / 16), "tilt": .number(Double(tilt) / 1000),
      "x": .number(Double(centerX) / 16), "y": .number(Double(centerY) / 16),
    ]
  }
}
