internal import Core
internal import Workbench

extension CurationSummary: Printable {
  var text: String {
    var lines: [String] = []
    let what = decisions == 1 ? "1 decision" : "\(decisions) decisions"
    if decisions == 0 {
      lines.append(
        idle == 0 ? "\(verb): no sample fits; nothing changes" : "\(verb): all is so already")
      return lines.joined(separator: "\n")
    }
    let kinds = Kind.allCases.compactMap { kind in
      (self.kinds[kind] ?? 0) > 0 ? "\(self.kinds[kind] ?? 0) \(kind.rawValue)" : nil
    }
    var changes = kinds.isEmpty ? "" : ": " + kinds.joined(separator: ", ")
    if pairs > 0 { changes += "\(changes.isEmpty ? ":" : ",") \(pairs) pairs are no duplicates" }
    lines.append(
      isApplied ? "\(verb): \(what) made\(changes)" : "\(verb): \(what) would be made\(changes)")
    if idle > 0 { lines.append("\(idle) are so already and are not written") }
    if samples > 0 {
      let used = counts.indices.filter { counts[$0].contains { $0 > 0 } }
      let names = Split.allCases.map(\.rawValue) + ["no split"]
      let rows = classNames.indices.filter { label in counts.contains { $0[label] > 0 } }
        .map { label in [classNames[label]] + used.map { String(counts[$0][label]) } }
      let total = ["all"] + used.map { String(counts[$0].reduce(0, +)) }
      lines += ["", Lines.table(["class"] + used.map { names[$0] }, rows + [total]), ""]
      for example in examples {
        lines.append(
          "\(example.id)  \(example.label): \(Output.field(example.change))  "
            + Output.field(example.name))
      }
      if samples > examples.count { lines.append("and \(samples - examples.count) more") }
    }
    if !isApplied { lines += ["", "nothing was changed; --yes decides"] }
    if let batch { lines += ["", "batch \(batch); fer-data curate undo takes it back"] }
    return lines.joined(separator: "\n")
  }
}

extension UndoSummary: Printable {
  var text: String {
    guard !batches.isEmpty else { return "there was nothing to take back" }
    return batches.map {
      "batch \($0.number) (\($0.verb)): \($0.rows) taken back"
        + ($0.changedSplit ? ", and the split it put in place" : "")
    }
    .joined(separator: "\n")
  }
}

extension ExchangeSummary: Printable {
  var text: String {
    let count = lines == 1 ? "1 decision" : "\(lines) decisions"
    if let digest { return "\(path): \(count)\nsha256 \(digest)" }
    let new = appended ?? 0
    return new == 0
      ? "\(path): \(count), all in force already"
      : "\(path): \(count), \(new) appended; fer-data curate undo takes them back"
  }
}

extension JournalSummary: Printable {
  var text: String {
    var lines: [String] = []
    for (author, count) in others.sorted(by: { $0.key < $1.key }) {
      lines.append("\(count) by \(Output.field(author)), by the program itself")
    }
    guard !batches.isEmpty else {
      return (lines + ["nothing was decided yet"]).joined(separator: "\n")
    }
    if !lines.isEmpty { lines.append("") }
    for batch in batches {
      let state =
        batch.rowsInForce == batch.rows
        ? "\(batch.rows)" : "\(batch.rows), \(batch.rowsInForce) in force"
      let split = batch.splitInForce.map { $0 ? ", the split" : ", the split not in force" } ?? ""
      lines.append(
        "\(batch.number)  \(batch.verb) (\(state)\(split))  \(batch.recordedAt ?? "")  "
          + "\(Output.field(batch.author)): \(Output.field(batch.reason))")
      for line in batch.decisions {
        lines.append(
          "   \(line.id)\(line.isActive ? "" : " (undone)")  \(Output.field(line.action))  "
            + "\(line.target.prefix(12))  \(Output.field(line.reason))")
      }
    }
    return lines.joined(separator: "\n")
  }
}

extension StateDifference: Printable {
  var text: String {
    if isEqual { return "\(first) and \(second) are the same state, \(firstDigest)" }
    var lines = ["\(first) \(firstDigest)", "\(second) \(secondDigest)"]
    let parts = counts.sorted { $0.key < $1.key }.map { "\($0.value) by \($0.key)" }
    lines.append(
      "\(changes.count) samples differ"
        + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")))
    if pairsCome + pairsGone > 0 {
      lines.append("\(pairsCome) pairs became no duplicates, \(pairsGone) no longer are")
    }
    for change in shownChanges {
      lines.append(
        "\(change.key.digest.hex.prefix(12))  \(change.aspect): \(Output.field(change.before)) -> "
          + "\(Output.field(change.after))  \(Output.field(names[change.key] ?? "not here"))")
    }
    let rest = changes.count - shownChanges.count
    if rest > 0 { lines.append("and \(rest) more; --json lists them all") }
    return lines.joined(separator: "\n")
  }
}

extension SnapshotList: Printable {
  var text: String {
    guard !entries.isEmpty else { return "no snapshots yet; fer-data snapshot NAME takes one" }
    if let action, let entry = entries.first {
      return
        "snapshot \(entry.name) \(Output.field(action)): \(entry.samples) samples\n\(entry.digest)"
    }
    let rows = entries.map {
      [
        $0.name, String($0.samples), $0.batch.map(String.init) ?? "elsewhere",
        $0.isCurrent ? "now" : "", String($0.digest.hex.prefix(16)),
      ]
    }
    return Lines.table(["snapshot", "samples", "after batch", "", "digest"], rows)
  }
}

extension RestorationSummary: Printable {
  var text: String {
    guard undone + decided > 0 || isSplitRestored else {
      return "the dataset is in the state of the snapshot \(name) already"
    }
    var parts: [String] = []
    if undone > 0 { parts.append("\(undone) decisions undone") }
    if decided > 0 { parts.append("\(decided) made") }
    if isSplitRestored { parts.append("the split put back") }
    return "the dataset is in the state of the snapshot \(name): \(parts.joined(separator: ", "))\n"
      + "\(digest)"
  }
}
