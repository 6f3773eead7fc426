internal import Core
internal import Workbench

extension TrainingSummary: Printable {
  var text: String {
    let rows = history.map { record in
      [
        String(record.number) + (record.number == bestEpoch ? " *" : ""),
        Lines.four(record.trainLoss), Lines.percent(record.trainAccuracy),
        record.valLoss.map(Lines.four) ?? "",
        record.valAccuracy.map(Lines.percent) ?? "",
      ]
    }
    return """
      \(Lines.table(["epoch", "train loss", "train", "val loss", "val"], rows))

      \(parameters) parameters; the weights of epoch \(bestEpoch) are kept (*)
      weights sha256 \(weights)
      run in \(folder)
      """ + (profile.map { "\n\n\($0.text)" } ?? "")
  }
}

extension ProfileSummary {
  var text: String { "\(Lines.table(header, rows))\n\n\(conditions)" }
}

extension EvaluationSummary: Printable {
  var text: String {
    let rows = scores.map { score in
      [
        score.name, String(score.support), Lines.percent(score.accuracy),
        "\(Lines.percent(score.low))–\(Lines.percent(score.high))",
        score.macroF1.map(Lines.four) ?? "",
      ]
    }
    var lines = [Lines.table(["split", "images", "accuracy", "95 % interval", "macro F1"], rows)]
    if let diagnosis { lines += ["", diagnosis] }
    if let trained { lines += ["", trained] }
    lines += ["", "report in \(folder)"]
    return lines.joined(separator: "\n")
  }

  /// "trained in 12.1 min, 2 threads, AMD EPYC", as far as `run.json` says it.
  private var trained: String? {
    guard let training, let seconds = training["seconds"]?.doubleValue else { return nil }
    let threads = training["threads"]?.intValue.map { "\($0) thread\($0 == 1 ? "" : "s")" }
    let parts = [
      "trained in \(Lines.seconds(seconds))", threads,
      training["machine"]?["processor"]?.stringValue, "run.json has more",
    ]
    return parts.compactMap(\.self).joined(separator: ", ")
  }
}

extension FoldsSummary: Printable {
  var text: String {
    let rows = folds.map { fold in
      [
        "fold \(fold.number)", String(fold.rows), Lines.percent(fold.accuracy),
        fold.macroF1.map(Lines.percent) ?? "", String(fold.bestEpoch),
      ]
    }
    let low = Lines.percent(interval.lowerBound)
    let high = Lines.percent(interval.upperBound)
    return [
      Lines.table(["", "rows", "accuracy", "macro F1", "epoch kept"], rows), "",
      "accuracy over the folds \(accuracySpread), macro F1 \(macroF1Spread)",
      "accuracy of all \(self.rows) rows in \(groups) groups \(Lines.percent(accuracy)) (\(low)–\(high))",
      "out-of-fold predictions and report in \(folder)",
    ].joined(separator: "\n")
  }
}

extension RunSummary: Printable {
  var text: String {
    let rows = steps.map { [$0.name, $0.isSkipped ? "up to date" : Lines.seconds($0.seconds)] }
    return
      (imports.map(\.text) + [
        Lines.table(["step", "time"], rows), evaluation.text,
        "everything in \(out), after \(Lines.seconds(seconds))",
      ]).joined(separator: "\n\n")
  }
}

extension StatusSummary: Printable {
  var text: String {
    var lines = ["workspace \(workspace), taxonomy \(taxonomy)", ""]
    lines.append(
      Lines.table(
        ["source", "accepted", "rejected", "ignored", "complete"],
        sources.map {
          [
            $0.name, String($0.accepted), String($0.rejected), String($0.ignored),
            $0.isComplete ? "yes" : "no",
          ]
        }))
    if quarantinedMembers > 0 {
      lines.append(
        "\(quarantinedMembers) of the rejected are kept (\(quarantinedBytes >> 10) KiB); import --retry tries "
          + "them again, status --ledger says why")
    }
    lines += ["", Lines.table(["class"] + splitNames, classRows)]
    if let faces { lines += ["", faces] }
    if !decisions.isEmpty {
      let counts = decisions.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
      lines += ["", "decisions in force: \(counts.joined(separator: ", "))"]
    }
    if !snapshots.isEmpty { lines += ["", "snapshots: \(snapshots.joined(separator: ", "))"] }
    if !hasSplit { lines += ["", "no split yet; run fer-data split"] }
    if dropped > 0 {
      lines += ["", "\(dropped) samples are in no split: its repair left them out"]
    }
    if !isSplitCurrent, hasSplit {
      lines += ["", "samples came after the split; run fer-data split again"]
    }
    if audit == .null {
      lines += ["", "no audit yet; run fer-data audit"]
    } else {
      let counts = auditCounts.map { "\($0.check) \($0.samples)" }
      lines += [
        "",
        "latest audit, in samples: "
          + (counts.isEmpty ? "nothing" : counts.joined(separator: ", ")),
      ]
    }
    if !runs.isEmpty {
      let rows = runs.map {
        [$0.name, $0.weights, $0.val.map(Lines.percent) ?? "", $0.test.map(Lines.percent) ?? ""]
      }
      lines += ["", Lines.table(["run", "weights", "val", "test"], rows)]
    }
    return lines.joined(separator: "\n")
  }

  /// What the cropping in force came to; nil where nothing is cropped.
  private var faces: String? {
    guard let classes = crop["classes"]?.objectValue else { return nil }
    func sum(_ key: String) -> Int { classes.values.reduce(0) { $0 + ($1[key]?.intValue ?? 0) } }
    let counts =
      "faces: \(sum("cropped")) cropped, \(sum("passed")) were crops already, \(sum("given")) by the "
      + "dataset's box, \(sum("no_face")) without a face"
    return uncropped == 0
      ? counts : counts + "; \(uncropped) samples came after it: run fer-data crop again"
  }
}
