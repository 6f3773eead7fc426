public import Core

/// Everything that decides how a network is trained, but for the data and the seed.
public struct Recipe: Hashable, Sendable {
  /// What chooses the best epoch.
  public enum Metric: String, CaseIterable, Hashable, Sendable {
    /// The share of right answers, higher is better.
    case accuracy
    /// The cross-entropy, lower is better.
    case loss
    /// The mean F1 of the classes that occur among labels or predictions, higher is better.
    case macroF1 = "macro-f1"
    /// The mean recall of the classes that have samples, higher is better.
    case balancedAccuracy = "balanced-accuracy"
  }

  /// The network.
  public let model: Model
  /// How weights follow their gradients.
  public let optimizer: OptimizerSettings
  /// How the learning rate moves.
  public let schedule: Schedule
  /// Passes over the training data.
  public let epochs: Int
  /// Samples a batch.
  public let batch: Int
  /// Batches a step: their gradients are averaged, weighted by the batches' sums of weights.
  public let accumulate: Int
  /// Samples a slice: the unit of work of one thread, part of the result and so of the recipe.
  public let slice: Int
  /// What training makes small.
  public let loss: Loss
  /// How much the classes count in the loss, on top of the weights of the rows.
  public let classWeights: ClassWeights
  /// How large gradients are made smaller; nil for not at all.
  public let clipping: Clipping?
  /// The probability given to all classes alike, taken from the true one.
  public let labelSmoothing: Double
  /// The share an average of the weights keeps each step; the averaged weights are then the result.
  public let emaDecay: Double?
  /// When to give up early; nil for never.
  public let earlyStopping: EarlyStopping?
  /// What chooses the best epoch.
  public let primaryMetric: Metric
  /// Whether training images are augmented.
  public let augment: Bool
  /// Weighted means of two training images; nil for none.
  public let mixup: MixSettings?
  /// Boxes of one training image in another; nil for none.
  ///
  /// Where both are given, an image is cut with cutmix's probability, and one that is not is blended with
  /// mixup's.
  public let cutmix: MixSettings?
  /// How 3x3 convolutions are computed.
  public let convolution: ConvolutionMethod
  /// The side of the square that the network sees of an image: at a place drawn anew each time while training
  /// with augmentation, else at the center; nil for the whole image.
  public let crop: Crop?
  /// Which views of an image a prediction is the mean of.
  public let testTime: TestTime

  /// Reads a recipe; `docs/training.md` has every key with its range, default and source.
  ///
  /// - Throws: `SettingsError` for unknown, contradictory or impossible settings.
  public init(settings: SettingsNode) throws(SettingsError) {
    var reader = try settings.mapping()
    model = try Model(settings: reader.node("model"))
    optimizer = try OptimizerSettings(settings: reader.optional("optimizer"))
    epochs = try reader.optional("epochs")?.int(in: 1...65_535) ?? 15
    schedule = try Schedule(
      settings: reader.optional("schedule"), peak: optimizer.learningRate, epochs: epochs)
    let batch = try reader.optional("batch")?.int(in: 1...4096) ?? 128
    let sliceNode = reader.optional("slice")
    slice = try sliceNode?.int(in: 1...4096) ?? min(16, batch)
    self.batch = batch
    if let sliceNode, slice > batch {
      throw sliceNode.fail("a slice of \(slice) is larger than the batch of \(batch)")
    }
    accumulate = try reader.optional("accumulate")?.int(in: 1...4096) ?? 1
    loss = try Loss(settings: reader.optional("loss"))
    classWeights = try ClassWeights(settings: reader.optional("class-weights"))
    clipping = try Clipping.read(&reader)
    labelSmoothing = try reader.optional("label-smoothing")?.double(in: 0...0.9) ?? 0
    emaDecay = try reader.optional("ema-decay")?.double(in: 0...0.999999)
    if let node = reader.optional("early-stopping") {
      earlyStopping = try EarlyStopping(settings: node)
      try earlyStopping?.check(schedule, at: node)
    } else {
      earlyStopping = nil
    }
    primaryMetric = try reader.optional("primary-metric")?.choice(Metric.self) ?? .accuracy
    augment = try reader.optional("augment")?.bool() ?? true
    (mixup, cutmix) = try Recipe.mixing(&reader, batch: batch)
    convolution = try reader.optional("convolution")?.choice(ConvolutionMethod.self) ?? .winograd
    crop = try reader.optional("crop").map { node throws(SettingsError) in
      try Crop(settings: node)
    }
    testTime = try TestTime.read(&reader, crop: crop)
    try reader.finish()
  }

  private static func mixing(
    _ reader: inout SettingsReader, batch: Int
  ) throws(SettingsError) -> (mixup: MixSettings?, cutmix: MixSettings?) {
    let (mixup, cutmix) = (reader.optional("mixup"), reader.optional("cutmix"))
    if let node = mixup ?? cutmix, batch < 2 {
      throw node.fail("images are mixed inside a batch, so it must have 2 or more")
    }
    return (
      try mixup.map { node throws(SettingsError) in try MixSettings(settings: node, of: .mixup) },
      try cutmix.map { node throws(SettingsError) in try MixSettings(settings: node, of: .cutmix) }
    )
  }

  /// The recipe with every default and every block written out; reading it back gives the same network.
  public var json: JSON {
    var members: [String: JSON] = [
      "model": ["blocks": .array(model.blocks.map(\.json))],
      "optimizer": optimizer.json, "schedule": schedule.json, "epochs": .integer(epochs),
      "batch": .integer(batch), "slice": .integer(slice), "accumulate": .integer(accumulate),
      "loss": loss.json, "class-weights": classWeights.json,
      "label-smoothing": .number(labelSmoothing),
      "primary-metric": .string(primaryMetric.rawValue), "augment": .bool(augment),
      "test-time": .string(testTime.rawValue), "convolution": .string(convolution.rawValue),
    ]
    if let clipping { members[clipping.member.key] = clipping.member.value }
    if let crop { members["crop"] = crop.json }
    if let emaDecay { members["ema-decay"] = .number(emaDecay) }
    if let earlyStopping { members["early-stopping"] = earlyStopping.json }
    if let mixup { members["mixup"] = mixup.json }
    if let cutmix { members["cutmix"] = cutmix.json }
    return .object(members)
  }

  /// The SHA-256 of the canonical JSON text.
  public var digest: Digest { Digest.sha256(of: json.text()) }
}
