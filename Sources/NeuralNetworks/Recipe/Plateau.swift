internal import Core

/// When and how far the learning rate falls because the primary metric no longer improves.
///
/// The rate is a function of the scores of the finished epochs, so that a resumed training has it, too.
public struct Plateau: Hashable, Sendable {
  /// What the rate is multiplied by.
  public let factor: Double
  /// Epochs without improvement that are put up with; the next one lowers the rate.
  public let patience: Int
  /// The least change that counts as an improvement.
  public let minDelta: Double
  /// The rate never falls below this one.
  public let minimumRate: Double

  /// The rate after epochs with these scores, the higher the better.
  ///
  /// As PyTorch's `ReduceLROnPlateau` with `threshold_mode="abs"`, no cooldown and `eps=0`: the best score and
  /// the count of epochs since are kept over a reduction, which sets the count to 0.
  func rate(peak: Double, after scores: [Double]) -> Double {
    var (rate, best, since) = (peak, -Double.infinity, 0)
    for score in scores {
      if score > best + minDelta {
        (best, since) = (score, 0)
      } else {
        since += 1
      }
      if since > patience {
        rate = max(rate * factor, min(rate, minimumRate))
        since = 0
      }
    }
    return rate
  }
}
