package import Core

/// What a pass over one batch works with, besides the images in the engine's memory.
package struct BatchView: @unchecked Sendable {
  // Safe to share: workers only read through these pointers, but for `losses`, `hits` and `probabilities`,
  // of which each image's part is written by one worker.
  /// Images in this batch.
  package var count: Int
  /// The trained parameters.
  package var weights: UnsafePointer<Float>
  /// Whether the weights are those of the pass before, whose transformed weights then serve again.
  package var keepsWeights = false
  /// The running means and variances.
  package var running: UnsafePointer<Float>
  /// Target distributions [count][K]; nil when nothing is learned.
  package var targets: UnsafePointer<Float>?
  /// Sample weights divided by their sum.
  package var shares: UnsafePointer<Float>?
  /// True classes.
  package var labels: UnsafePointer<Int32>?
  /// The cross-entropy of each image.
  package var losses: UnsafeMutablePointer<Double>?
  /// Whether each image's most probable class is its label.
  package var hits: UnsafeMutablePointer<Bool>?
  /// Probabilities [count][K].
  package var probabilities: UnsafeMutablePointer<Float>?
  /// What dropout draws from.
  package var seed: UInt64 = 0
  package var epoch: UInt32 = 0
  package var keys: UnsafePointer<SampleKey>?
  /// How often the epoch used each image's row before; nil for never.
  package var occurrences: UnsafePointer<UInt32>?

  package init(
    count: Int, weights: UnsafePointer<Float>, running: UnsafePointer<Float>
  ) {
    (self.count, self.weights, self.running) = (count, weights, running)
  }
}
