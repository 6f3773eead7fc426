internal import Core
internal import Evaluation

/// The further sections of `report.html`.
extension EvaluationReport {
  func trainingSection(_ page: inout Markup) {
    let chart = HistoryChart(history, selectedEpoch: selectedEpoch)
    let epochs = history.map { row in
      (
        epoch: String(row.epoch),
        loss: [
          Numbers.fixed(row.trainLoss, 4), row.valLoss.map { Numbers.fixed($0, 4) } ?? "–",
        ],
        accuracy: [
          Numbers.percent(row.trainAccuracy), row.valAccuracy.map { Numbers.percent($0) } ?? "–",
        ], rate: Numbers.fixed(row.learningRate, 6)
      )
    }
    page.element("div", ["class": "charts"]) { charts in
      charts.figure(
        "Loss", chart.loss.scene, id: "loss", titles: ["epoch", "train", "val"],
        rows: epochs.map { [$0.epoch] + $0.loss })
      charts.figure(
        "Accuracy", chart.accuracy.scene, id: "accuracy", titles: ["epoch", "train", "val"],
        rows: epochs.map { [$0.epoch] + $0.accuracy })
      charts.figure(
        "Learning rate", chart.learningRate.scene, id: "learning-rate",
        titles: ["epoch", "learning rate"], rows: epochs.map { [$0.epoch, $0.rate] })
    }
    page.element(
      "p", ["class": "hint"],
      "Training figures are taken while the weights still change, on augmented rows; the scores above "
        + "are of the finished weights.")
  }

  func dataSection(_ page: inout Markup) {
    page.element("p", "Taxonomy: \(dataset.taxonomy). Samples by split and class:")
    let splits = Split.allCases.filter { dataset.total($0) > 0 }
    var rows = splits.map { split in
      [split.rawValue, Numbers.grouped(dataset.total(split))]
        + dataset.row(split).map(Numbers.grouped)
    }
    if let training = dataset.trainingRows {
      rows.append(
        ["train rows with copies", Numbers.grouped(training.reduce(0, +))]
          + training.map(Numbers.grouped))
    }
    page.table(titles: ["", "all"] + classNames, rows: rows, label: "Samples by split and class")
    page.figure(
      "Classes in each split", balance, id: "balance",
      titles: ["class"] + splits.map(\.rawValue),
      rows: classNames.indices.map { label in
        [classNames[label]]
          + splits.map { split in
            let counts = dataset.row(split)
            let count = counts.indices.contains(label) ? counts[label] : 0
            return Numbers.percent(Double(count) / Double(max(1, dataset.total(split))))
          }
      })
    if !dataset.sources.isEmpty {
      page.element("h3", "Sources")
      page.table(
        titles: ["source", "accepted", "rejected", "ignored", "SHA-256"],
        rows: dataset.sources.map {
          [
            $0.name, Numbers.grouped($0.accepted), Numbers.grouped($0.rejected),
            Numbers.grouped($0.ignored), $0.digest?.hex ?? "not read to its end",
          ]
        }, label: "Sources")
    }
    if let certificate = dataset.certificate {
      page.folded("Split certificate") { $0.facts(FactRows.of(certificate)) }
    }
  }

  func settingsSection(_ page: inout Markup) {
    for (place, item) in settings.enumerated() {
      let facts = FactRows.of(item.json)
      guard !facts.isEmpty else { continue }
      if place == 0 {
        page.element("h3", item.name)
        page.facts(facts)
      } else {
        page.folded(item.name) { $0.facts(facts) }
      }
    }
  }

  func provenanceSection(_ page: inout Markup) {
    page.facts(provenance.map { ($0.name, $0.value) }, isCode: true)
    page.element(
      "p", ["class": "hint"],
      "Times, threads and the machine change no byte of this report; they are in run.json beside the weights."
    )
    if let command {
      page.element("h3", "Make it again")
      page.element("pre", ["tabindex": "0"], command)
    }
  }

  func definitionsSection(_ page: inout Markup) {
    page.element("ul", ["class": "definitions"]) { list in
      for line in Definitions.lines { list.element("li", line) }
    }
  }
}
