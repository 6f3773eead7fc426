internal import Augmentation
internal import Core
internal import Imaging
internal import NeuralNetworks
internal import Tensors

/// What networks say of samples that they were not trained on, as it is kept in the workspace.
///
/// `labels/out-of-fold.safetensors` holds `probabilities` F32 [N, K], `labels` I64 [N], `folds` I64 [N] (from 1; 0
/// where the fold is not known) and `sample_keys` U8 [N, 32]; where sources were compared also `reference` F32
/// [N, K], what a network trained on the largest source alone says of the others (rows of the source itself are
/// 0). `labels/labels.sha256` is its digest, as `sha256sum --check` reads it.
struct OutOfFold: Sendable {
  /// The samples, in canonical order.
  var keys: [SampleKey]
  /// Their labels when the networks were trained.
  var labels: [Int]
  /// From 1.
  var folds: [Int]
  /// N×K.
  var probabilities: [Float]
  /// N×K, where sources were compared.
  var reference: [Float]?

  static let fileName = "out-of-fold.safetensors"
  static let listName = "labels.sha256"
  private static let identityKey = "identity"

  /// The folder in a workspace.
  static func folder(of workspace: String) -> String { Files.join(workspace, "labels") }

  /// Of what the probabilities are a function.
  static func identity(_ content: LabelSamples, _ settings: LabelErrorSettings) -> Digest {
    let inputs: JSON = [
      "augmentation": settings.pixels.policy.json, "folds": .integer(settings.folds),
      "kernels": .integer(KernelVersion.current),
      "pipeline": .string(settings.pixels.pipeline.digest.hex), "recipe": settings.recipe.json,
      "samples": .string(content.digest.hex), "seed": .seed(settings.seed),
      "version": .string(Version.current),
    ]
    return Digest.sha256(of: inputs.text())
  }

  /// What is kept, if it is whole and of this identity.
  static func stored(in folder: String, identity: Digest) -> OutOfFold? {
    let list = DigestList(listName, in: folder)
    guard Files.exists(list.path), let findings = try? list.findings(), findings.isEmpty,
      let file = try? SafetensorsFile(path: Files.join(folder, fileName)),
      file.metadata[identityKey] == identity.hex
    else { return nil }
    return try? OutOfFold(file)
  }

  private init(_ file: SafetensorsFile) throws(TensorError) {
    let bytes = try file.bytes(of: "sample_keys")
    keys = stride(from: 0, to: bytes.count, by: 32).compactMap { start in
      Digest(bytes: bytes[start..<min(start + 32, bytes.count)]).map { SampleKey($0) }
    }
    labels = try file.integers(of: "labels").map { Int($0) }
    folds = try file.integers(of: "folds").map { Int($0) }
    probabilities = try file.floats(of: "probabilities")
    reference =
      file.tensor(named: "reference") == nil ? nil : try file.floats(of: "reference")
  }

  init(
    keys: [SampleKey], labels: [Int], folds: [Int], probabilities: [Float], reference: [Float]?
  ) {
    (self.keys, self.labels, self.folds) = (keys, labels, folds)
    (self.probabilities, self.reference) = (probabilities, reference)
  }

  /// Keeps it in a folder, the digest last.
  func store(
    in folder: String, identity: Digest, classNames: [String]
  ) throws(WorkbenchError) {
    let list = DigestList(Self.listName, in: folder)
    try lifting { () throws(FileError) in try Files.remove(list.path) }
    let classes = classNames.count
    var tensors = [
      NamedTensor(name: "probabilities", shape: [keys.count, classes], floats: probabilities),
      NamedTensor(name: "labels", shape: [keys.count], integers: labels.map { Int64($0) }),
      NamedTensor(name: "folds", shape: [keys.count], integers: folds.map { Int64($0) }),
      NamedTensor(
        name: "sample_keys", type: .u8, shape: [keys.count, 32],
        bytes: keys.flatMap { key in key.digest.withBytes { Array($0) } }),
    ]
    if let reference {
      tensors.append(
        NamedTensor(name: "reference", shape: [keys.count, classes], floats: reference))
    }
    let all = tensors
    _ = try lifting { () throws(TensorError) in
      try SafetensorsWriter.write(
        all,
        metadata: [
          Self.identityKey: identity.hex,
          "class_names": JSON.array(classNames.map(JSON.string)).text(),
          "producer": "fer-data \(Version.current)",
        ], to: Files.join(folder, Self.fileName))
    }
    try list.write([Self.fileName])
  }
}
