internal import Core

/// What one epoch of a training came to.
public struct HistoryRow: Hashable, Sendable {
  /// The epoch, counted from 1.
  public let epoch: Int
  /// The mean loss over the training rows.
  public let trainLoss: Double
  /// The share of training rows predicted correctly, while they were trained on.
  public let trainAccuracy: Double
  /// The mean loss on the validation split, where there is one.
  public let valLoss: Double?
  /// The share of validation samples predicted correctly.
  public let valAccuracy: Double?
  /// The mean F1 of the classes on the validation split, where there is one.
  public let valMacroF1: Double?
  /// The mean recall of the classes on the validation split, where there is one.
  public let valBalancedAccuracy: Double?
  /// The learning rate of the epoch's last step.
  public let learningRate: Double

  /// One epoch.
  public init(
    epoch: Int, trainLoss: Double, trainAccuracy: Double, valLoss: Double?, valAccuracy: Double?,
    valMacroF1: Double? = nil, valBalancedAccuracy: Double? = nil, learningRate: Double
  ) {
    (self.epoch, self.trainLoss, self.trainAccuracy) = (epoch, trainLoss, trainAccuracy)
    (self.valLoss, self.valAccuracy, self.learningRate) = (valLoss, valAccuracy, learningRate)
    (self.valMacroF1, self.valBalancedAccuracy) = (valMacroF1, valBalancedAccuracy)
  }

  /// The text of `history.csv`: a header and a line for each epoch.
  public static func csv(_ rows: [HistoryRow]) -> String {
    let header =
      "epoch,train_loss,train_accuracy,val_loss,val_accuracy,learning_rate,val_macro_f1,"
      + "val_balanced_accuracy\n"
    return rows.reduce(into: header) { text, row in
      text += CSV.line([
        String(row.epoch), row.trainLoss.description, row.trainAccuracy.description,
        row.valLoss?.description ?? "", row.valAccuracy?.description ?? "",
        row.learningRate.description, row.valMacroF1?.description ?? "",
        row.valBalancedAccuracy?.description ?? "",
      ])
    }
  }

  /// What is missing without a validation split is null, but for the later figures, which are then absent.
  var json: JSON {
    var members: [String: JSON] = [
      "epoch": .integer(epoch), "train_loss": JSON(trainLoss),
      "train_accuracy": JSON(trainAccuracy), "val_loss": JSON(valLoss),
      "val_accuracy": JSON(valAccuracy), "learning_rate": JSON(learningRate),
    ]
    if let valMacroF1 { members["val_macro_f1"] = JSON(valMacroF1) }
    if let valBalancedAccuracy { members["val_balanced_accuracy"] = JSON(valBalancedAccuracy) }
    return .object(members)
  }
}
