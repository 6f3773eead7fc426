public import Core

/// One row of the training history.
public struct EpochRecord: Hashable, Sendable {
  /// The epoch, from 1.
  public let epoch: Int
  /// The mean training loss: weighted, smoothed as the recipe says, dropout and augmentation on.
  public let trainLoss: Double
  /// The share of right answers while training.
  public let trainAccuracy: Double
  /// The mean cross-entropy on the validation set; nil without one.
  public let validationLoss: Double?
  /// The share of right answers on the validation set; nil without one.
  public let validationAccuracy: Double?
  /// The mean F1 of the classes on the validation set; nil without one.
  public let validationMacroF1: Double?
  /// The mean recall of the classes on the validation set; nil without one.
  public let validationBalancedAccuracy: Double?
  /// The learning rate of the epoch's last step.
  public let learningRate: Double
  /// Whether this is the best epoch so far by the primary metric.
  public let isBest: Bool

  /// The record as an object.
  public var json: JSON {
    [
      "epoch": .integer(epoch), "trainLoss": .number(trainLoss),
      "trainAccuracy": .number(trainAccuracy), "validationLoss": JSON(validationLoss),
      "validationAccuracy": JSON(validationAccuracy), "validationMacroF1": JSON(validationMacroF1),
      "validationBalancedAccuracy": JSON(validationBalancedAccuracy),
      "learningRate": .number(learningRate),
      "isBest": .bool(isBest),
    ]
  }

  init(
    epoch: Int, trainLoss: Double, trainAccuracy: Double, validation: Score?, learningRate: Double,
    isBest: Bool
  ) {
    (self.epoch, self.trainLoss, self.trainAccuracy) = (epoch, trainLoss, trainAccuracy)
    (validationLoss, validationAccuracy) = (validation?.loss, validation?.accuracy)
    validationMacroF1 = validation?.macroF1
    validationBalancedAccuracy = validation?.balancedAccuracy
    (self.learningRate, self.isBest) = (learningRate, isBest)
  }

  /// A record read back from a checkpoint.
  public init?(json: JSON) {
    guard let epoch = json["epoch"]?.intValue, let trainLoss = json["trainLoss"]?.doubleValue,
      let trainAccuracy = json["trainAccuracy"]?.doubleValue,
      let learningRate = json["learningRate"]?.doubleValue, let isBest = json["isBest"]?.boolValue
    else { return nil }
    (self.epoch, self.trainLoss, self.trainAccuracy) = (epoch, trainLoss, trainAccuracy)
    validationLoss = json["validationLoss"]?.doubleValue
    validationAccuracy = json["validationAccuracy"]?.doubleValue
    validationMacroF1 = json["validationMacroF1"]?.doubleValue
    validationBalancedAccuracy = json["validationBalancedAccuracy"]?.doubleValue
    (self.learningRate, self.isBest) = (learningRate, isBest)
  }

  /// The epoch's score by a metric, the higher the better (the loss negated); nil without a validation set.
  public func score(by metric: Recipe.Metric) -> Double? {
    switch metric {
    case .accuracy: validationAccuracy
    case .loss: validationLoss.map { -$0 }
    case .macroF1: validationMacroF1
    case .balancedAccuracy: validationBalancedAccuracy
    }
  }
}
