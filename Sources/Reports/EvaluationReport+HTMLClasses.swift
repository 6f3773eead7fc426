internal import Core
internal import Evaluation

/// What `report.html` says of each class and of confidence.
extension EvaluationReport {
  func classSection(_ page: inout Markup, _ scores: SplitScores) {
    let (split, metrics) = (scores.split.rawValue, scores.metrics)
    page.element("div", ["class": "charts"]) { charts in
      charts.figure(
        "Recall with its 95 % interval, and precision (◇)", classBars(scores),
        id: "classes-\(split)", titles: ["class", "support", "recall", "precision"],
        rows: metrics.classes.map {
          [
            $0.name, Numbers.grouped($0.support), EvaluationReport.text($0, "recall"),
            EvaluationReport.text($0, "precision"),
          ]
        })
      guard let matrix = confusion(scores) else { return }
      charts.element("figure") { figure in
        let caption = "Confusion matrix: percent of the true class, and images"
        figure.element("figcaption", caption)
        matrix.render(into: &figure, id: "confusion-\(split)")
        figure.folded("Counts and percentages of the confusion matrix as tables") { details in
          details.element("p", "Images, true classes down, predictions across:")
          details.table(
            titles: ["true \\ predicted"] + classNames,
            rows: classNames.indices.map { label in
              [classNames[label]]
                + classNames.indices.map { Numbers.grouped(metrics.confusion[label, $0]) }
            }, label: "Confusion matrix in images")
          details.element("p", "Percent of the true class:")
          details.table(
            titles: ["true \\ predicted"] + classNames,
            rows: classNames.indices.map { label in
              let shares = metrics.confusion.rowShares(label)
              return [classNames[label]]
                + classNames.indices.map { place in
                  shares.map { Numbers.fixed($0[place] * 100, 1) } ?? "–"
                }
            }, label: "Confusion matrix in percent")
        }
      }
    }
    if confusion(scores) == nil {
      page.element(
        "p", ["class": "hint"],
        "The confusion matrix of so many classes is in report.json and predictions.csv.")
    }
    page.element("h3", "All figures of \(split)")
    page.table(
      titles: ["", "all"] + classNames,
      rows: EvaluationReport.classRows(metrics, withIntervals: false)
        .map { [$0.name, $0.all] + $0.classes }, label: "Figures by class, \(split)")
    page.folded("The same with 95 % intervals") {
      $0.table(
        titles: ["", "all"] + classNames,
        rows: EvaluationReport.classRows(metrics).map { [$0.name, $0.all] + $0.classes },
        label: "Figures by class with intervals, \(split)")
    }
  }

  func curvesSection(
    _ page: inout Markup, _ scores: SplitScores, _ exhibits: ReportExhibits
  ) {
    let split = scores.split.rawValue
    page.element(
      "p",
      "Each class against the rest, \(split). Dashed: what guessing would give.")
    for kind in RankingPanel.Kind.allCases {
      let panels = rankingPanels(scores, exhibits, kind)
      page.element("figure") { figure in
        figure.element(
          "figcaption",
          "\(kind == .roc ? "ROC" : "Precision–recall") curves: \(kind.words.up) against "
            + kind.words.across)
        figure.element("div", ["class": "panels"]) { grid in
          for (place, panel) in panels.enumerated() {
            panel.scene.render(into: &grid, id: "\(kind.rawValue)-\(split)-\(place)")
          }
        }
        figure.folded("Areas under the \(kind == .roc ? "ROC" : "precision–recall") curves") {
          $0.table(
            titles: ["class", kind == .roc ? "ROC AUC" : "average precision"],
            rows: scores.metrics.classes.map {
              [$0.name, EvaluationReport.text($0, kind.figure)]
            }, label: "Areas under the curves")
        }
        if panels.count < classNames.count {
          figure.element(
            "p", ["class": "hint"],
            "The \(panels.count) classes with the most samples are drawn; the table has all.")
        }
      }
    }
  }

  func confidenceSection(
    _ page: inout Markup, _ scores: SplitScores, _ exhibits: ReportExhibits
  ) {
    let calibration = scores.metrics.calibration
    page.element(
      "p",
      "When the network says 80 %, is it right in 80 of 100 cases? Bars show how often it was, with "
        + "95 % intervals; a calibrated network’s bars end on the dashed line. Expected calibration error: "
        + "\(EvaluationReport.share(calibration.expectedError)); chance alone would give "
        + "\(EvaluationReport.share(calibration.errorByChance)).")
    let charts = reliability(scores, exhibits)
    page.element("div", ["class": "charts"]) { grid in
      for chart in charts {
        grid.figure(
          chart.caption, chart.scene, id: chart.name,
          titles: ["confidence", "images", "mean confidence", "right"],
          rows: chart.calibration.bins.enumerated().map { index, bin in
            [
              "\(Numbers.percent(Double(index) / 15, 0))–\(Numbers.percent(Double(index + 1) / 15, 0))",
              Numbers.grouped(bin.count), bin.confidence.map { Numbers.percent($0) } ?? "–",
              bin.interval.map {
                Numbers.percent(bin.accuracy ?? 0) + " (\(EvaluationReport.range($0)))"
              } ?? "–",
            ]
          })
      }
    }
    if let temperature = exhibits.temperature, charts.count > 1 {
      page.element(
        "p", ["class": "hint"],
        "Temperature scaling (Guo et al., 2017), fitted on val alone: T = "
          + "\(Numbers.fixed(temperature.temperature, 3)); "
          + (temperature.temperature > 1 ? "the network was too sure of itself" : "it was too shy")
          + ". It changes no prediction; all other figures of this report are without it.")
    }
  }
}

extension RankingPanel.Kind {
  /// The area's name in `ClassMetrics.figures`.
  var figure: String { self == .roc ? "roc_auc" : "average_precision" }
}
