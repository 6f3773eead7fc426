internal import Core
internal import Workbench

extension ShardsSummary: Printable {
  var text: String {
    let rows = splits.map {
      [$0.split.rawValue, String($0.shards), String($0.rows), String($0.rows - $0.originals)]
    }
    var lines = [Lines.table(["split", "shards", "rows", "of them copies"], rows), ""]
    lines.append(
      "mean \(figures(mean)), deviation \(figures(standardDeviation)) of the training originals")
    lines.append("set digest \(setDigest)")
    if let digest = state["digest"]?.stringValue {
      let name = state["snapshot"]?.stringValue.map { " (snapshot \($0))" } ?? ""
      lines.append("state of the dataset \(digest)\(name)")
    }
    lines.append("shards in \(folder)")
    return lines.joined(separator: "\n")
  }

  private func figures(_ values: [Double]) -> String {
    values.map(Lines.four).joined(separator: " ")
  }
}

extension ShardPlanSummary: Printable {}

extension ShardsVerdict: Printable {
  var text: String {
    guard findings.isEmpty else { return findings.joined(separator: "\n") }
    return "\(folder) is sound: \(shards) shards, \(rows) rows, \(bytes) bytes"
      + (setDigest.map { "\nset digest \($0)" } ?? "")
  }

  var failureCode: Int32? { findings.isEmpty ? nil : 1 }
}

extension ReplaySummary: Printable {
  var text: String {
    guard differing > 0 else {
      return
        "all \(rows) rows of \(folder) (\(copies) of them augmented copies) were rebuilt byte for byte"
    }
    return
      "\(differing) of \(rows) rows of \(folder) are NOT equal to what the workspace gives, such as:\n"
      + named.map { "  \(Output.field($0))" }.joined(separator: "\n")
  }

  var failureCode: Int32? { differing == 0 ? nil : 1 }
}

extension ReplayVerdict: Printable {
  var text: String {
    let what = copy == 0 ? "the original" : "copy \(copy) with \(augmentation)"
    let verdict = isEqual ? "equal" : "NOT equal"
    return "\(place.shard):\(place.row) is \(label), \(what) of \(source): \(member)\n"
      + "rebuilt bytes are \(verdict) to the stored ones"
  }

  var failureCode: Int32? { isEqual ? nil : 1 }
}
