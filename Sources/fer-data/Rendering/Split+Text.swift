internal import Core
internal import Workbench

extension SplitSummary: Printable {
  var text: String {
    let rows = zip(classNames, classNames.indices).map { name, label in
      [name] + counts.map { String($0[label]) }
    }
    let totals = ["all"] + counts.map { String($0.reduce(0, +)) }
    var lines = [
      isOfficial ? "the official split is kept" : "a new split was dealt",
      "",
      Lines.table(["class"] + Split.allCases.map(\.rawValue), rows + [totals]),
      "",
      "\(groups) groups (same subject, pixels or near duplicates), the largest of \(largestGroup) samples",
    ]
    if let note { lines.append(note) }
    if let deviation {
      let parts = zip(Split.allCases, deviation).map { split, off in
        "\(split.rawValue) \(off >= 0 ? "+" : "")\(Lines.four(off))"
      }
      lines.append("off the shares, in samples: \(parts.joined(separator: ", "))")
    }
    if leaks.isEmpty { lines.append("no group lies on two sides of the split") }
    for leak in leaks {
      lines.append(
        "leak: \(leak.groups) groups lie in \(leak.first.rawValue) and in \(leak.second.rawValue) "
          + "(\(leak.samplesInSecond) samples of \(leak.second.rawValue)); "
          + (leak.first == .train
            ? "--repair drop leaves them out, "
            : "--repair drop --repair-from train,val leaves them out, ")
          + "--ignore-official draws a clean split"
      )
    }
    if conflicts > 0 { lines.append("\(conflicts) contents stand under two labels") }
    if let folds { lines += folds.lines }
    if let digest = certificate["digest"]?.stringValue { lines.append("certificate \(digest)") }
    if !files.isEmpty { lines.append("written: \(files.joined(separator: ", "))") }
    return lines.joined(separator: "\n")
  }
}

extension FoldDealSummary {
  /// What a person is told.
  fileprivate var lines: [String] {
    let over = scope == .all ? "all samples" : "the samples of train and val"
    var lines = [
      "\(sizes.count) folds of \(over): \(sizes.map { String($0) }.joined(separator: ", "))"
    ]
    lines.append(
      leakingGroups == 0
        ? "no group lies in two folds" : "\(leakingGroups) groups lie in two folds")
    if let closest {
      lines.append("the closest pair in two folds correlates by \(Lines.four(closest))")
    }
    if let digest = certificate["digest"]?.stringValue { lines.append("folds \(digest)") }
    return lines
  }
}
