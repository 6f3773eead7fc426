internal import Core
internal import Evaluation

/// The further sections of `report.html`.
extension EvaluationReport {
  func trainingSection(_ page: inout Markup) {
    guard !history.isEmpty else { return }
    page.element("h2", "Training")
    page.element("div", ["class": "charts"]) { charts in
      figure(&charts, "Loss") {
        HistoryChart(history, selectedEpoch: selectedEpoch).curve(isAccuracy: false).render(
          into: &$0, id: "loss")
      }
      figure(&charts, "Accuracy") {
        HistoryChart(history, selectedEpoch: selectedEpoch).curve(isAccuracy: true).render(
          into: &$0, id: "accuracy")
      }
    }
    page.element("details") { details in
      details.element("summary", "Figures of every epoch")
      table(
        &details,
        titles: [
          "epoch", "train loss", "train accuracy", "val loss", "val accuracy", "learning rate",
        ],
        rows: history.map { row in
          [
            String(row.epoch), Numbers.fixed(row.trainLoss, 4), Numbers.percent(row.trainAccuracy),
            row.valLoss.map { Numbers.fixed($0, 4) } ?? "–",
            row.valAccuracy.map { Numbers.percent($0) } ?? "–", Numbers.fixed(row.learningRate, 6),
          ]
        })
    }
    page.element(
      "p", ["class": "hint"],
      "Training figures are taken while the weights still change, on augmented rows; the scores above "
        + "are of the finished weights.")
  }

  func classSection(_ page: inout Markup, _ scores: SplitScores) {
    let (split, metrics) = (scores.split.rawValue, scores.metrics)
    page.element("h2", "By class: \(split)")
    figure(&page, "Recall with its 95 % interval, and precision (◇)") { figure in
      ClassBarChart(title: "Recall and precision by class, \(split)", classes: metrics.classes)
        .render(into: &figure, id: "classes-\(split)")
    }
    table(
      &page, titles: ["", "all"] + classNames,
      rows: EvaluationReport.classRows(metrics).map { [$0.name, $0.all] + $0.classes })
    page.element("div", ["class": "charts"]) { charts in
      figure(&charts, "Confusion matrix: percent of the true class, and images") { figure in
        ConfusionChart(
          title: "Confusion matrix, \(split)", classNames: classNames, matrix: metrics.confusion
        ).render(into: &figure, id: "confusion-\(split)")
      }
      figure(&charts, "Can its confidence be believed?") { figure in
        ReliabilityChart(
          title: "Accuracy against confidence, \(split)", calibration: metrics.calibration
        ).render(into: &figure, id: "reliability-\(split)")
        figure.element(
          "p", ["class": "hint"],
          "A calibrated model's bars end on the diagonal. Pale bars hold few images. "
            + "Expected calibration error: "
            + "\(EvaluationReport.share(metrics.calibration.expectedError)).")
      }
    }
    page.element("details") { details in
      details.element("summary", "Confusion counts as a table (true classes down)")
      table(
        &details, titles: ["true \\ predicted"] + classNames,
        rows: classNames.indices.map { label in
          [classNames[label]]
            + classNames.indices.map { Numbers.grouped(metrics.confusion[label, $0]) }
        })
    }
  }

  func dataSection(_ page: inout Markup) {
    page.element("h2", "Data")
    var rows = Split.allCases.filter { dataset.total($0) > 0 }.map { split in
      [split.rawValue, Numbers.grouped(dataset.total(split))]
        + dataset.row(split).map(Numbers.grouped)
    }
    if let training = dataset.trainingRows {
      rows.append(
        ["train rows with copies", Numbers.grouped(training.reduce(0, +))]
          + training.map(Numbers.grouped))
    }
    page.element("p", "Taxonomy: \(dataset.taxonomy). Samples by split and class:")
    table(&page, titles: ["", "all"] + classNames, rows: rows)
    if !dataset.sources.isEmpty {
      page.element("h3", "Sources")
      table(
        &page, titles: ["", "accepted", "rejected", "ignored", "SHA-256"],
        rows: dataset.sources.map {
          [
            $0.name, Numbers.grouped($0.accepted), Numbers.grouped($0.rejected),
            Numbers.grouped($0.ignored), $0.digest?.hex ?? "not read to its end",
          ]
        })
    }
    if let certificate = dataset.certificate {
      block(&page, "Split certificate", certificate)
    }
  }

  func settingsSection(_ page: inout Markup) {
    guard !settings.isEmpty else { return }
    page.element("h2", "Settings")
    for item in settings { block(&page, item.name, item.json) }
  }

  func provenanceSection(_ page: inout Markup) {
    page.element("h2", "Provenance")
    page.element("div", ["class": "scroll"]) { box in
      box.element("table", ["class": "facts"]) { table in
        table.element("tbody") { body in
          for fact in provenance {
            body.element("tr") { row in
              row.element("th", ["scope": "row"], fact.name)
              row.element("td") { $0.element("code", fact.value) }
            }
          }
        }
      }
    }
    if let command {
      page.element("p", "Make it again:")
      page.element("pre", command)
    }
  }

  func definitionsSection(_ page: inout Markup) {
    page.element("h2", "How the figures are defined")
    page.element("details") { details in
      details.element("summary", "Definitions")
      details.element("ul") { list in
        for line in Definitions.lines { list.element("li", line) }
      }
    }
  }

  private func block(_ page: inout Markup, _ name: String, _ json: JSON) {
    page.element("details") { details in
      details.element("summary", name)
      details.element("pre", json.text(indent: true))
    }
  }

  private func figure(
    _ page: inout Markup, _ caption: String, _ body: (inout Markup) -> Void
  ) {
    page.element("figure") { figure in
      figure.element("figcaption", caption)
      body(&figure)
    }
  }
}
