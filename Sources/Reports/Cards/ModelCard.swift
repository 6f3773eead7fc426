public import Core

/// The `README.md` of a trained run, written from its `report.json`: only what is recorded there.
public struct ModelCard: Sendable {
  private let name: String
  private let license: String
  private let report: JSON

  /// A card.
  ///
  /// - Parameters:
  ///   - name: the heading.
  ///   - license: an identifier of the Hub's list; "unknown" where nobody told.
  ///   - report: `report.json` as a value.
  public init(name: String, license: String, report: JSON) {
    (self.name, self.license, self.report) = (name, license, report)
  }

  /// The card.
  public var markdown: String {
    var text = metadata + "\n# \(Markdown.escaped(name))\n\n"
    let architecture = report["settings"]?["recipe"]?["model"]?["architecture"]?.stringValue
    let classes = (report["dataset"]?["classes"]?.arrayValue ?? []).compactMap(\.stringValue)
    text +=
      "A network\(architecture.map { " (\(Markdown.escaped($0)))" } ?? "") that sorts pictures of faces into "
      + "\(classes.count) classes: \(classes.map(Markdown.escaped).joined(separator: ", ")). Trained by "
      + "\(Markdown.escaped(report["provenance"]?["program"]?.stringValue ?? "fer-data")) on "
      + "\(sources.map(Markdown.escaped).joined(separator: ", ")).\n"
    if license == "unknown" {
      text +=
        "\nThe license is not known: nobody told it. Those of the data it was trained on may bind it.\n"
    }
    text +=
      "\n## Scores\n\n"
      + Markdown.table(
        ["Split", "Images"] + Self.figures.map(\.title), rows)
    text +=
      "\nIn parentheses: 95 % intervals. The epoch was chosen by val, so that the score to quote is that of test. "
      + "`report.json` has every figure, `predictions.csv` what they follow from.\n"
    text += "\n## What the figures say\n\n"
    for note in report["notes"]?.arrayValue ?? [] {
      if let note = note.stringValue { text += "- \(Markdown.escaped(note))\n" }
    }
    text += "\n## Use\n\n"
    text += Markdown.block("fer-data predict --model RUN face.jpg", language: "sh")
    text +=
      "\nRUN is this folder; `best.safetensors` holds the weights and the pipeline that every picture goes through.\n"
    text += "\n## How it was made\n\n"
    for block in ["recipe", "pipeline", "augmentation", "balance", "split"] {
      guard let json = report["settings"]?[block], json != .null else { continue }
      text += "\(block.prefix(1).uppercased() + block.dropFirst()):\n\n"
      text += Markdown.block(json.text(indent: true).withoutFinalNewline, language: "json") + "\n"
    }
    let facts = (report["provenance"]?.objectValue ?? [:]).sorted { $0.key < $1.key }
    text += Markdown.table(
      ["Provenance", "Value"], facts.map { [$0.key, $0.value.stringValue ?? ""] })
    if let command = report["command"]?.stringValue {
      text += "\n" + Markdown.block(command, language: "sh")
    }
    text += "\n## Limits\n\n" + CardLimits.lines.map { "- \($0)\n" }.joined()
    return text
  }

  /// The figures of the table and, with the Hub's names, of the metadata.
  private static let figures = [
    (name: "accuracy", title: "Accuracy", type: "accuracy"),
    (name: "macro_f1", title: "Macro F1", type: "f1"),
    (name: "macro_roc_auc", title: "Macro ROC AUC", type: "roc_auc"),
    (name: "matthews_correlation", title: "Matthews correlation", type: "matthews_correlation"),
  ]

  private var sources: [String] {
    (report["dataset"]?["sources"]?.arrayValue ?? []).compactMap { $0["name"]?.stringValue }
  }

  /// The scored parts in the order to be shown.
  private var parts: [(name: String, scores: JSON)] {
    var list = Split.allCases.compactMap { split in
      report["scores"]?[split.rawValue].map { (name: split.rawValue, scores: $0) }
    }
    if let part = report["leak_free_test"]?["scores"] {
      list.append((name: "test, leak-free", scores: part))
    }
    return list
  }

  private var rows: [[String]] {
    parts.map { part in
      [part.name, Numbers.grouped(part.scores["support"]?.intValue ?? 0)]
        + Self.figures.map { figure in
          let overall = part.scores["overall"]
          guard let value = overall?[figure.name]?.doubleValue else { return "–" }
          let ends = overall?["intervals"]?[figure.name]?.arrayValue?.compactMap(\.doubleValue)
          guard let ends, ends.count == 2 else { return Numbers.fixed(value, 3) }
          return
            "\(Numbers.fixed(value, 3)) (\(Numbers.fixed(ends[0], 3))–\(Numbers.fixed(ends[1], 3)))"
        }
    }
  }

  private var metadata: String {
    var block = CardMetadata()
    block.add("license", license)
    block.add("library_name", "fer-data")
    block.add("pipeline_tag", "image-classification")
    block.add(
      "tags", list: ["facial-expression-recognition", "emotion-recognition", "safetensors"])
    block.add("metrics", list: Self.figures.map(\.type))
    let scored = parts.filter { $0.name.hasPrefix("test") }
    guard !scored.isEmpty else { return block.text }
    let data = sources.isEmpty ? "unknown" : sources.joined(separator: ", ")
    block.open("model-index")
    block.add("name", name, depth: 1, isItem: true)
    block.open("results", depth: 1)
    for part in scored {
      block.open("task", depth: 2, isItem: true)
      block.add("type", "image-classification", depth: 3)
      block.open("dataset", depth: 2)
      block.add("type", data, depth: 3)
      block.add("name", part.name == "test" ? data : "\(data), leak-free part", depth: 3)
      block.add("split", "test", depth: 3)
      block.open("metrics", depth: 2)
      for figure in Self.figures {
        guard let value = part.scores["overall"]?[figure.name]?.doubleValue else { continue }
        block.add("type", figure.type, depth: 3, isItem: true)
        block.add("value", value, depth: 3)
        block.add("name", figure.title, depth: 3)
      }
    }
    return block.text
  }
}
