internal import Core
internal import DatasetCatalog

/// What the pipeline found and decided for one image, as `rows.csv` has it.
///
/// A JSON object with what there is: `crop` (the frame's centre, side and tilt, in pixels and degrees), and
/// whatever the pipeline's own steps recorded. An image without any leaves the field empty.
struct PipelineRecord {
  private(set) var members: [String: JSON] = [:]

  /// The record of a sample's crop and of the pipeline's steps.
  init(crop: SampleCrop?, steps: [String: JSON] = [:]) {
    members = steps
    if let frame = crop?.frame {
      members["crop"] = [
        "side": Self.json(frame.side, per: 16), "tilt": Self.json(frame.tilt, per: 1000),
        "x": Self.json(frame.centerX, per: 16), "y": Self.json(frame.centerY, per: 16),
      ]
    }
  }

  /// A record from its text.
  init(text: String) throws(WorkbenchError) {
    guard !text.isEmpty else { return }
    guard let json = try? JSON(parsing: text), let members = json.objectValue else {
      throw .problem("\(text) is no record of the pipeline; take it from rows.csv unchanged")
    }
    self.members = members
    if members["crop"] != nil, frame == nil {
      throw .problem("\(text) holds no frame; take it from rows.csv unchanged")
    }
  }

  /// What was cut out of the upright image.
  var frame: CropFrame? {
    guard let crop = members["crop"], let x = Self.whole(crop["x"], per: 16),
      let y = Self.whole(crop["y"], per: 16), let side = Self.whole(crop["side"], per: 16),
      let tilt = Self.whole(crop["tilt"], per: 1000), side >= 16
    else { return nil }
    return CropFrame(centerX: x, centerY: y, side: side, tilt: tilt)
  }

  /// The record as JSON; empty where there is none.
  var text: String { members.isEmpty ? "" : JSON.object(members).text() }

  private static func json(_ number: Int, per unit: Int) -> JSON {
    number % unit == 0 ? .integer(number / unit) : .number(Double(number) / Double(unit))
  }

  private static func whole(_ json: JSON?, per unit: Int) -> Int? {
    guard let value = json?.doubleValue, abs(value) < 1e9 else { return nil }
    return Int((value * Double(unit)).rounded())
  }
}
