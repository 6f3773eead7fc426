internal import Core
internal import Layouts

/// How a file of another model's predictions writes them.
public enum PredictionForm: String, Hashable, Sendable, CaseIterable {
  /// One probability for each class; they add up to 1.
  case probabilities
  /// One number for each class, of which softmax makes probabilities.
  case logits
  /// The name or number of a class, and nothing else.
  case classes
}

/// Reads what a line of a table predicts.
struct PredictionColumns: Sendable {
  private let table: TableLines
  private let form: PredictionForm
  private let classNames: [String]
  /// The columns of the classes, in their order; empty for predicted classes alone.
  private let scores: [Int]
  private let predicted: Int?

  /// Finds the columns; a class's is called as the class, or that with `p_` in front.
  init(
    _ table: TableLines, form: PredictionForm, classNames: [String]
  ) throws(WorkbenchError) {
    var (found, missing): ([Int], [String]) = ([], [])
    for name in classNames {
      if let place = try table.onlyColumn(
        "p_\(name)", name, "prob_\(name)", "logit_\(name)")
      {
        found.append(place)
      } else {
        missing.append(name)
      }
    }
    predicted = try table.column("predicted", "prediction")
    (self.table, self.form, self.classNames) = (table, form, classNames)
    if form == .classes {
      guard predicted != nil else {
        throw .problem("\(table.path) has no column 'predicted'; --labels-only needs one")
      }
      scores = []
      return
    }
    guard missing.isEmpty else {
      guard found.isEmpty, predicted != nil else {
        throw .problem(
          "\(table.path) has no column for \(missing.joined(separator: ", ")); give one for every class, "
            + "called as the class or with p_ in front: \(classNames.joined(separator: ", "))")
      }
      throw .problem(
        "\(table.path) has predicted classes but no probabilities; give a column for every class "
          + "(\(classNames.joined(separator: ", "))), or say --labels-only and go without the figures that need them"
      )
    }
    scores = found
  }

  /// The class that a text names, by its name in any case or its number from 0.
  static func label(_ text: String, _ classNames: [String]) -> Int? {
    if let place = classNames.firstIndex(where: { $0.lowercased() == text.lowercased() }) {
      return place
    }
    guard let number = TableText.code(text), classNames.indices.contains(number) else { return nil }
    return number
  }

  /// The probabilities of a line, in the order of the classes.
  func probabilities(of line: TableLines.Line) throws(WorkbenchError) -> [Float] {
    let named = try predictedClass(of: line)
    if form == .classes {
      return classNames.indices.map { $0 == named ? 1 : 0 }
    }
    var values: [Float] = []
    for (label, place) in scores.enumerated() {
      let text = line.fields[place]
      guard TableText.number(text) != nil, let value = Float(text), value.isFinite else {
        throw table.problem(line.number, Self.complaint(text, under: table.header[place]))
      }
      if form == .probabilities, value < 0 || value > 1.001 {
        throw table.problem(
          line.number,
          "\(text) is no probability of \(classNames[label]); if the file holds logits, say --logits"
        )
      }
      values.append(value)
    }
    let sum = values.reduce(0.0) { $0 + Double($1) }
    if form == .probabilities, abs(sum - 1) > 1e-3 {
      throw table.problem(
        line.number,
        "the probabilities add up to \(PlainNumber.text(sum, 4)); they must add up to 1 within 0.001, or say "
          + "--logits")
    }
    if let named, values[named] < values.max() ?? 0 {
      let largest = values.firstIndex(of: values.max() ?? 0) ?? 0
      throw table.problem(
        line.number,
        "it says predicted \(classNames[named]), but \(classNames[largest]) has the largest number; "
          + "correct one of the two")
    }
    return form == .logits ? Self.softmax(values) : values
  }

  /// What is wrong with a text that should be a number.
  private static func complaint(_ text: String, under column: String) -> String {
    let start = "'\(text)' under \(column) is no finite number"
    if text.isEmpty { return "there is nothing under \(column); give a number" }
    if ["nan", "inf", "infinity"].contains(text.lowercased().drop { "+-".contains($0) }) {
      return start + "; a model that gives it has diverged"
    }
    if Double(text)?.isFinite == true { return start + " of single precision (3.4e38 at most)" }
    if text.contains(",") { return start + "; write decimals with a point" }
    return start + "; write it as in 0.25 or 2.5e-1"
  }

  private func predictedClass(of line: TableLines.Line) throws(WorkbenchError) -> Int? {
    guard let predicted else { return nil }
    let text = line.fields[predicted]
    guard let label = Self.label(text, classNames) else {
      throw table.problem(
        line.number,
        "'\(text)' under \(table.header[predicted]) is no class; the classes are "
          + classNames.joined(separator: ", "))
    }
    return label
  }

  /// exp(zₖ − max z) ÷ their sum, summed in the order of the classes in double precision.
  static func softmax(_ logits: [Float]) -> [Float] {
    let largest = Double(logits.max() ?? 0)
    let powers = logits.map { Elementary.exp(Double($0) - largest) }
    let sum = powers.reduce(0, +)
    return powers.map { Float($0 / sum) }
  }
}
