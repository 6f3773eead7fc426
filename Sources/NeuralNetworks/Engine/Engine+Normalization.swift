internal import CKernels

extension Engine {
  /// Added to every variance.
  static let epsilon = 1e-5

  /// Adds the sums of x and x * x of some images to the slice's row.
  func batchSums(_ plan: NormalizationPlan, _ range: Range<Int>, _ slice: Int) {
    let sums = self.sums[0].base + slice * sumStride + plan.sumOffset
    for image in range {
      fer_channel_sums(
        value(plan.input) + image * strides[plan.input], plan.blocks, plan.inputShape.pixels, sums)
    }
  }

  /// Combines the slices' means and squared deviations in slice order (Chan et al., 1979).
  ///
  /// Sets the coefficients of the forward pass and, where `running` is given, moves the running figures.
  func combineForward(
    _ plan: NormalizationPlan, _ batch: BatchView, running: UnsafeMutablePointer<Float>?,
    momentum: Double
  ) {
    let slices = (batch.count + slice - 1) / slice
    let area = Double(plan.inputShape.pixels)
    for channel in 0..<plan.inputShape.channels {
      let at = plan.sumOffset + channel / 8 * 16 + channel % 8
      var (count, mean, deviation) = (0.0, 0.0, 0.0)
      for part in 0..<slices {
        let images = min(slice, batch.count - part * slice)
        let number = Double(images) * area
        let sum = sums[0].base[part * sumStride + at]
        let squares = sums[0].base[part * sumStride + at + 8]
        let partMean = sum / number
        let partDeviation = max(0, squares - sum * partMean)
        let delta = partMean - mean
        let total = count + number
        deviation += partDeviation + delta * delta * (count * number / total)
        mean += delta * (number / total)
        count = total
      }
      let variance = deviation / count
      let inverse = 1 / (variance + Self.epsilon).squareRoot()
      moments[0].base[plan.coefficientOffset + channel] = mean
      moments[1].base[plan.coefficientOffset + channel] = inverse
      set(plan, channel, mean: mean, inverse: inverse, batch.weights)
      if let running {
        let unbiased = count > 1 ? deviation / (count - 1) : variance
        Self.move(&running[plan.mean.offset + channel], to: mean, momentum)
        Self.move(&running[plan.variance.offset + channel], to: unbiased, momentum)
      }
    }
  }

  private static func move(_ value: inout Float, to target: Double, _ momentum: Double) {
    value = Float(Double(value) + momentum * (target - Double(value)))
  }

  private func set(
    _ plan: NormalizationPlan, _ channel: Int, mean: Double, inverse: Double,
    _ weights: UnsafePointer<Float>
  ) {
    let scale = Double(weights[plan.scale.offset + channel]) * inverse
    let shift = Double(weights[plan.shift.offset + channel]) - mean * scale
    coefficients[0].base[plan.coefficientOffset + channel] = Float(scale)
    coefficients[1].base[plan.coefficientOffset + channel] = Float(shift)
  }

  /// Sets the coefficients from the running figures, for inference.
  func useRunningFigures(_ batch: BatchView) {
    for step in steps {
      guard let plan = step.normalization else { continue }
      for channel in 0..<plan.inputShape.channels {
        let mean = Double(batch.running[plan.mean.offset + channel])
        let variance = Double(batch.running[plan.variance.offset + channel])
        let inverse = 1 / (variance + Self.epsilon).squareRoot()
        set(plan, channel, mean: mean, inverse: inverse, batch.weights)
      }
    }
  }

  /// Combines the backward sums in slice order: gradients of scale and shift, coefficients of dx.
  func combineBackward(_ plan: NormalizationPlan, _ batch: BatchView) {
    guard let gradient = gradient?.base else { return }
    let slices = (batch.count + slice - 1) / slice
    let number = Double(batch.count) * Double(plan.inputShape.pixels)
    for channel in 0..<plan.inputShape.channels {
      let at = plan.sumOffset + channel / 8 * 16 + channel % 8
      var (shift, products) = (0.0, 0.0)
      for part in 0..<slices {
        shift += sums[1].base[part * sumStride + at]
        products += sums[1].base[part * sumStride + at + 8]
      }
      let index = plan.coefficientOffset + channel
      let mean = moments[0].base[index]
      let inverse = moments[1].base[index]
      let scale = (products - mean * shift) * inverse
      gradient[plan.scale.offset + channel] = Float(scale)
      gradient[plan.shift.offset + channel] = Float(shift)
      let a = Double(batch.weights[plan.scale.offset + channel]) * inverse
      let b = -a * inverse * scale / number
      let c = -a * shift / number - b * mean
      coefficients[2].base[index] = Float(a)
      coefficients[3].base[index] = Float(b)
      coefficients[4].base[index] = Float(c)
    }
  }
}
