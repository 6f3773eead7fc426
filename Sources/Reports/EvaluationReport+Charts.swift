internal import Core
internal import Evaluation
public import Imaging

/// The charts of a report, as drawings for the page and as files beside it.
extension EvaluationReport {
  /// With more classes than this only the most frequent have a panel of curves.
  private static let mostPanels = 16
  /// With more classes than this there is no confusion matrix.
  private static let mostCells = 64

  func classBars(_ scores: SplitScores) -> Scene {
    ClassBarChart(
      title: "Recall and precision by class, \(scores.split.rawValue)",
      classes: scores.metrics.classes
    ).scene
  }

  /// The confusion matrix; `nil` with more classes than a page of a few megabytes can hold the cells of.
  func confusion(_ scores: SplitScores) -> Scene? {
    guard classNames.count <= Self.mostCells else { return nil }
    return ConfusionChart(
      title: "Confusion matrix, \(scores.split.rawValue)", classNames: classNames,
      matrix: scores.metrics.confusion
    ).scene
  }

  /// The panels of one kind of curve; classes that cannot be ranked have none.
  func rankingPanels(
    _ scores: SplitScores, _ exhibits: ReportExhibits, _ kind: RankingPanel.Kind
  ) -> [RankingPanel] {
    guard let curves = exhibits.splits[scores.split]?.curves else { return [] }
    let classes = scores.metrics.classes
    let drawn = curves.indices.filter { !curves[$0].isEmpty && classes.indices.contains($0) }
      .sorted { (classes[$1].support, $0) < (classes[$0].support, $1) }
      .prefix(Self.mostPanels).sorted()
    return drawn.map { label in
      let metrics = classes[label]
      let figure = metrics.figures.first { $0.name == kind.figure }?.figure
      return RankingPanel(
        kind: kind, name: metrics.name, points: curves[label],
        area: EvaluationReport.text(metrics, kind.figure),
        figure: figure?.value.map { Numbers.fixed($0, 3) } ?? "–",
        prevalence: Double(metrics.support) / Double(max(1, scores.metrics.support)))
    }
  }

  /// A reliability diagram as it is, and one after temperature scaling.
  func reliability(
    _ scores: SplitScores, _ exhibits: ReportExhibits
  ) -> [(name: String, caption: String, scene: Scene, calibration: Calibration)] {
    let split = scores.split.rawValue
    func chart(
      _ name: String, _ caption: String, _ calibration: Calibration
    ) -> (String, String, Scene, Calibration) {
      (
        name, "\(caption): ECE \(EvaluationReport.share(calibration.expectedError))",
        ReliabilityChart(
          title: "Accuracy against confidence, \(split), \(caption.lowercased())",
          calibration: calibration
        ).scene, calibration
      )
    }
    let before = chart("reliability-\(split)", "As it is", scores.metrics.calibration)
    guard let scaled = exhibits.splits[scores.split]?.scaled else { return [before] }
    return [before, chart("reliability-scaled-\(split)", "After temperature scaling", scaled)]
  }

  var balance: Scene? {
    BalanceChart(
      classNames: classNames,
      counts: Split.allCases.filter { dataset.total($0) > 0 }.map { ($0, dataset.row($0)) }
    ).scene
  }

  /// The names that files of charts can have.
  public static let chartNames: [String] = {
    let ofSplits =
      ["classes", "confusion", "reliability", "reliability-scaled"]
      + RankingPanel.Kind.allCases.map(\.rawValue)
    let names =
      ["accuracy", "balance", "learning-rate", "loss"]
      + ofSplits.flatMap { name in Split.allCases.map { "\(name)-\($0.rawValue)" } }
    return names.map { "\($0).png" }
  }()

  /// Every chart as a PNG of its name: loss, accuracy, learning-rate, balance, and for each split that was
  /// held out classes, confusion, reliability, roc and precision-recall.
  ///
  /// - Throws: `ImageError` where one is too large for a PNG.
  public func chartFiles(
    _ exhibits: ReportExhibits
  ) throws(ImageError) -> [(name: String, png: [UInt8])] {
    var scenes: [(String, Scene?)] = [("balance", balance)]
    if !history.isEmpty {
      let chart = HistoryChart(history, selectedEpoch: selectedEpoch)
      scenes += [
        ("loss", chart.loss.scene), ("accuracy", chart.accuracy.scene),
        ("learning-rate", chart.learningRate.scene),
      ]
    }
    for scores in shownScores {
      let split = scores.split.rawValue
      scenes += [
        ("classes-\(split)", classBars(scores)), ("confusion-\(split)", confusion(scores)),
      ]
      scenes += reliability(scores, exhibits).map { ($0.name, $0.scene) }
      for kind in RankingPanel.Kind.allCases {
        let panels = rankingPanels(scores, exhibits, kind)
        scenes.append(
          (
            "\(kind.rawValue)-\(split)",
            Scene.grid(
              panels.map(\.scene), columns: 4,
              title: "\(panels.first?.title ?? "")s of each class against the rest, \(split)",
              summary: "")
          ))
      }
    }
    var files: [(name: String, png: [UInt8])] = []
    for case (let name, let scene?) in scenes {
      files.append(("\(name).png", try PNGEncoder.encode(try scene.picture())))
    }
    return files.sorted { $0.name < $1.name }
  }
}
