internal import Core
internal import Workbench

extension InstalledModel: Printable {
  var text: String {
    switch outcome {
    case .installed: "\(model.name) is installed: \(path)"
    case .present: "\(model.name) is installed already: \(path)"
    case .absent: "\(model.name) is not installed; run `fer-data model install \(model.name)`"
    case .damaged: "\(model.name) is damaged: \(path); run `fer-data model install \(model.name)`"
    }
  }
}

/// The known models, as `model list` prints them.
struct ModelTable: Printable {
  let models: [InstalledModel]

  var json: JSON { ["models": .array(models.map(\.json))] }

  var text: String {
    models.map { "\($0.model.name), \($0.model.summary)\n  \($0.text)" }.joined(separator: "\n")
  }
}
