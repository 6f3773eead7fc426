/// One batch normalization with the activation, and the 2x2 max pooling, that follow it.
package struct NormalizationPlan: Sendable {
  let input: Int
  let output: Int
  let inputShape: Shape
  /// The kernel's number of the activation; 0 for none.
  let activation: Int32
  let isPooled: Bool
  let scale: ParameterTensor
  let shift: ParameterTensor
  let mean: ParameterTensor
  let variance: ParameterTensor
  /// The start of its sums in a slice's row of sums, in doubles; 16 a block.
  let sumOffset: Int
  /// The start of its coefficients, in floats; 8 a block.
  let coefficientOffset: Int

  var blocks: Int { inputShape.blocks }
}
