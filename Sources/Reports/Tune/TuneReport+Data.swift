public import Core

extension TuneReport {
  /// `tune.json` as a value.
  public var json: JSON {
    var winnerJSON = JSON.null
    if let winning {
      winnerJSON = [
        "accuracy_interval_95": Self.interval(plainInterval),
        "accuracy_interval_95_of_the_best": Self.interval(honestInterval),
        "rivals_within_the_interval": .integer(rivals), "trial": .integer(winning.number),
        "val_accuracy": JSON(winning.accuracy), "val_loss": JSON(winning.loss),
      ]
    }
    return [
      "best": winnerJSON, "complete": .bool(isComplete), "format": "fer-data tune/1",
      "looks_at_validation": .integer(looks), "method": method.settings,
      "parameters": .array(parameters.map(\.json)), "primary_metric": .string(metric.name),
      "provenance": .object(
        Dictionary(provenance.map { (EvaluationReport.key($0.name), .string($0.value)) }) {
          _, last in last
        }),
      "rungs": .array(
        rungs.map { rung in
          [
            "epochs": rung.epochs.map { .integer($0) } ?? .null, "trials": .integer(rung.trials),
          ]
        }), "seed": seed, "trials": .array(trials.map(json)),
      "validation_images": .integer(validationCount),
    ]
  }

  /// `tune.json`: sorted keys, indented, the same bytes for the same search.
  public var jsonText: String { json.text(indent: true) }

  private func json(_ trial: TuneTrialFacts) -> JSON {
    var members: [String: JSON] = [
      "best_epoch": trial.bestEpoch.map { .integer($0) } ?? .null,
      "epochs": .integer(trial.epochs), "recipe_sha256": .string(trial.recipe.hex),
      "rung": .integer(trial.rung), "score": JSON(trial.score), "state": .string(trial.state.key),
      "trial": .integer(trial.number), "val_accuracy": JSON(trial.accuracy),
      "val_loss": JSON(trial.loss),
      "values": .object(
        Dictionary(zip(parameters, trial.values).map { ($0.name, .string($1.text)) }) {
          _, last in last
        }),
    ]
    switch trial.state {
    case .failed(let reason): members["reason"] = .string(reason)
    case .repeated(let number): members["same_as"] = .integer(number)
    default: break
    }
    return .object(members)
  }

  private static func interval(_ interval: ClosedRange<Double>?) -> JSON {
    guard let interval else { return .null }
    return [.number(interval.lowerBound), .number(interval.upperBound)]
  }

  /// `trials.csv`: a header and a line for each trial, numbers to the last digit.
  public var csv: String {
    let header =
      ["trial", "state", "rung", "epochs", "best_epoch", "val_accuracy", "val_loss"]
      + parameters.map(\.name) + ["recipe_sha256", "note"]
    return trials.reduce(into: CSV.line(header)) { text, trial in
      text += CSV.line(fields(of: trial))
    }
  }

  private func fields(of trial: TuneTrialFacts) -> [String] {
    var fields = [String(trial.number), trial.state.key]
    fields += [String(trial.rung), String(trial.epochs)]
    fields.append(trial.bestEpoch.map { String($0) } ?? "")
    fields.append(trial.accuracy?.description ?? "")
    fields.append(trial.loss?.description ?? "")
    fields += trial.values.map(\.text)
    fields.append(trial.recipe.hex)
    switch trial.state {
    case .failed(let reason): fields.append(reason)
    case .repeated(let number): fields.append("same as \(number)")
    default: fields.append("")
    }
    return fields
  }
}
