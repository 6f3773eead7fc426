public import Core
internal import Curation
internal import DatasetCatalog
internal import NeuralNetworks

/// Looks for labels that are wrong, pictures that are ambiguous, and classes that are mixed up.
///
/// Every sample is judged by a network that was trained on the other folds. Groups (one subject, one picture, near
/// duplicates as far as they are told, groups that were decided) lie in one fold, so that no network has learnt the
/// label of a sample from its twin. The probabilities are kept in the workspace and used again while samples,
/// labels, groups and settings are the same; what is stopped goes on where it was.
public struct LabelErrorSearch: Sendable {
  private let settings: LabelErrorSettings
  private let together: [[SampleKey]]

  /// A search by these settings.
  ///
  /// - Parameter together: samples that must share a fold beside those that the catalog knows to belong together,
  ///   such as the groups of near duplicates.
  public init(settings: LabelErrorSettings, together: [[SampleKey]] = []) {
    (self.settings, self.together) = (settings, together)
  }

  /// Opens the workspace and searches.
  public func run(
    workspace: String?, session: Session
  ) throws(WorkbenchError) -> LabelErrorFindings {
    try run(catalog: try WorkspaceOpening.writing(workspace), session: session)
  }

  /// Trains where it has to, and judges.
  ///
  /// The catalog is open for writing, so that nobody else trains in the same folder.
  func run(catalog: Catalog, session: Session) throws(WorkbenchError) -> LabelErrorFindings {
    let content = try LabelSamples(
      catalog, folds: settings.folds, seed: settings.seed, together: together)
    let parts = try LabelParts(content)
    if let path = settings.predictions {
      return try judge(content, parts, try given(path, content, session))
    }
    let folder = OutOfFold.folder(of: catalog.path)
    let identity = OutOfFold.identity(content, settings)
    if let stored = OutOfFold.stored(in: folder, identity: identity) {
      return try judge(content, parts, stored)
    }
    let made = try train(content, parts, folder, session)
    try made.store(in: folder, identity: identity, classNames: content.classNames)
    try clear(Files.join(folder, Self.workName))
    return try judge(content, parts, made)
  }

  private static let workName = "partial"
  private static let imagesName = "images.bin"

  /// Trains a network for each fold, and one on the largest source where there are several.
  private func train(
    _ content: LabelSamples, _ parts: LabelParts, _ folder: String, _ session: Session
  ) throws(WorkbenchError) -> OutOfFold {
    let work = Files.join(folder, Self.workName)
    try lifting { () throws(FileError) in try Files.createDirectories(work) }
    let path = Files.join(work, Self.imagesName)
    let images = try ProbeImages(
      content, pixels: settings.pixels, seed: settings.seed, path: path, session: session)
    let training = ProbeTraining(
      content: content, images: images, settings: settings, folder: work, session: session)
    let classes = content.classNames.count
    func spread(_ values: [Float], _ samples: [Int], into all: inout [Float]) {
      for (row, sample) in samples.enumerated() {
        for label in 0..<classes { all[sample * classes + label] = values[row * classes + label] }
      }
    }
    let none = Array(repeating: Float(0), count: content.count * classes)
    var probabilities = none
    let all = Array(0..<content.count)
    for fold in 0..<settings.folds {
      let heldOut = all.filter { content.folds[$0] == fold }
      let values = try training.probabilities(
        of: heldOut, training: all.filter { content.folds[$0] != fold }, name: "fold-\(fold + 1)",
        words: "labels fold \(fold + 1)/\(settings.folds)")
      spread(values, heldOut, into: &probabilities)
    }
    var reference: [Float]?
    if let own = parts.reference {
      let isOwn = Set(own)
      let others = all.filter { !isOwn.contains($0) }
      let values = try training.probabilities(
        of: others, training: own, name: "reference", words: "labels sources")
      var spreadOut = none
      spread(values, others, into: &spreadOut)
      reference = spreadOut
    }
    return OutOfFold(
      keys: content.samples.map(\.sampleKey), labels: content.samples.map(\.label),
      folds: content.folds.map { $0 + 1 }, probabilities: probabilities, reference: reference)
  }

  /// Removes what training worked with.
  private func clear(_ work: String) throws(WorkbenchError) {
    try lifting { () throws(FileError) in
      guard Files.isDirectory(work) else { return }
      for name in try Files.list(work) { try Files.remove(Files.join(work, name)) }
    }
  }

  /// The out-of-fold probabilities of a cross-validation's file; samples it does not name are left out.
  private func given(
    _ path: String, _ content: LabelSamples, _ session: Session
  ) throws(WorkbenchError) -> OutOfFold {
    let file = try PredictionsFile(path: path, classNames: content.classNames)
    var found = OutOfFold(keys: [], labels: [], folds: [], probabilities: [], reference: nil)
    var changed = 0
    for sample in content.samples {
      guard let line = file.lines[sample.sampleKey] else { continue }
      found.keys.append(sample.sampleKey)
      found.labels.append(sample.label)
      found.folds.append(line.fold)
      found.probabilities += line.probabilities
      if line.label != content.classNames[sample.label] { changed += 1 }
    }
    guard !found.keys.isEmpty else {
      throw .problem(
        "\(path) names no sample of this workspace; give predictions on shards that were written from it"
      )
    }
    if found.keys.count < content.count {
      session.warn(
        "samples that \(path) does not name and whose labels are not judged: "
          + "\(content.count - found.keys.count)")
    }
    if changed > 0 {
      session.warn(
        "labels that are not those that the networks of \(path) were trained on: \(changed)")
    }
    return found
  }

  /// Judges what there are predictions for.
  private func judge(
    _ content: LabelSamples, _ parts: LabelParts, _ found: OutOfFold
  ) throws(WorkbenchError) -> LabelErrorFindings {
    // Both lists are in canonical order, so one pass pairs them.
    var samples: [Int] = []
    for (place, sample) in content.samples.enumerated()
    where samples.count < found.keys.count && sample.sampleKey == found.keys[samples.count] {
      samples.append(place)
    }
    guard samples.count == found.keys.count else {
      throw .problem("the probabilities are not those of this workspace; run it again")
    }
    let data = try labelled(content, samples, found.probabilities)
    let reference = try found.reference.map { values throws(WorkbenchError) in
      try labelled(content, samples, values)
    }
    let queues = LabelQueues(
      data, thresholds: settings.thresholds,
      votes: { place in
        let sample = content.samples[samples[place]]
        return sample.label == sample.importedLabel ? sample.targets : nil
      })
    return LabelErrorFindings(
      classNames: content.classNames, keys: found.keys, data: data, queues: queues,
      dialects: parts.verdicts(data, samples: samples, reference: reference),
      missing: content.count - samples.count)
  }

  private func labelled(
    _ content: LabelSamples, _ samples: [Int], _ probabilities: [Float]
  ) throws(WorkbenchError) -> LabelledProbabilities {
    do throws(LabelError) {
      return try LabelledProbabilities(
        labels: samples.map { content.samples[$0].label },
        // A softmax may round to just above one.
        probabilities: probabilities.map { min(1, Double($0)) },
        classCount: content.classNames.count)
    } catch { throw .problem(error.description) }
  }
}
