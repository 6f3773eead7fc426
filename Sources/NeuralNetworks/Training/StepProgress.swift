/// Where training stands after a step.
public struct StepProgress: Hashable, Sendable {
  /// The epoch, from 1.
  public let epoch: Int
  /// Epochs in all.
  public let epochs: Int
  /// Images of this epoch trained on so far.
  public let imagesDone: Int
  /// Images of this epoch in all.
  public let imagesTotal: Int
  /// The mean loss of this epoch so far.
  public let loss: Double
  /// The share of right answers of this epoch so far.
  public let accuracy: Double
  /// The learning rate of this step.
  public let learningRate: Double
}
