internal import Core

/// The focal loss of one image, in Double, from its logits.
///
/// With p the softmax, q = 1 − p and targets t: loss = −Σ tₖ qₖ^γ log pₖ. With aₖ = tₖ qₖ^γ (γ pₖ log pₖ / qₖ − 1)
/// the derivative by logit j is aⱼ − pⱼ Σ aₖ; for γ = 0 that is the cross-entropy's, pⱼ Σ t − tⱼ.
package enum FocalLoss {
  /// The loss; `gradient` gets its derivatives by the logits.
  package static func value(
    logits: some Collection<Double>, targets: some Collection<Double>, gamma: Double,
    gradient: inout [Double]
  ) -> Double {
    let most = logits.max() ?? 0
    let exponentials = logits.map { Elementary.exp($0 - most) }
    let sum = exponentials.reduce(0, +)
    let logSum = Elementary.log(sum)
    var (loss, total) = (0.0, 0.0)
    var index = 0
    for (logit, target) in zip(logits, targets) {
      defer { index += 1 }
      gradient[index] = 0
      guard target > 0 else { continue }
      let p = exponentials[index] / sum
      // 1 − p from the others, which are exact where p is almost 1.
      let others = exponentials.indices.reduce(0.0) { $1 == index ? $0 : $0 + exponentials[$1] }
      let q = others / sum
      guard q > 0 else { continue }
      let logP = q < 1e-4 ? -q * (1 + q * (0.5 + q / 3)) : logit - most - logSum
      let focus = Elementary.power(q, gamma)
      loss -= target * focus * logP
      gradient[index] = target * focus * (gamma * p * logP / q - 1)
      total += gradient[index]
    }
    for k in exponentials.indices { gradient[k] -= exponentials[k] / sum * total }
    return loss
  }
}

extension Engine {
  /// The focal loss of one image and its gradient, times the image's share.
  func focalLoss(_ image: Int, _ batch: BatchView, _ targets: UnsafePointer<Float>) {
    let classes = graph.classCount
    let logits = logits(of: image)
    var slopes = [Double](repeating: 0, count: classes)
    let loss = FocalLoss.value(
      logits: (0..<classes).map { Double(logits[$0]) },
      targets: (0..<classes).map { Double(targets[$0]) }, gamma: batch.focalGamma,
      gradient: &slopes)
    batch.losses?[image] = loss
    guard let shares = batch.shares, let gradient = gradient(graph.output, image) else { return }
    for k in 0..<classes { gradient[k] = shares[image] * Float(slopes[k]) }
    for k in classes..<strides[graph.output] { gradient[k] = 0 }
  }
}
