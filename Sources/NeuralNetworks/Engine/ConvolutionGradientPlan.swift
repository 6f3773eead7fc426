/// How the gradient of a convolution's input is gathered from its output's.
///
/// Input pixels fall into classes that are reached by the same kernel taps: one class for stride 1, one for
/// each pair of row and column remainders otherwise, and one a pixel when the kernel covers the whole
/// input (a linear layer). Each class is one gathered product with the transposed weights of its taps.
package struct ConvolutionGradientPlan: Sendable {
  /// Input pixels reached by the same taps.
  struct PixelClass: Sendable {
    let taps: PlainBuffer<Int32>
    let tapCount: Int
    let pixels: PlainBuffer<Int32>
    let outputs: PlainBuffer<Int32>
    /// Pixels of one image.
    let pixelCount: Int
    let steps: PlainBuffer<Int32>
    let stepCount: Int
    /// The start of its transposed weights, in floats from the plan's.
    let weightOffset: Int
  }

  let classes: [PixelClass]
  /// Floats of all transposed weights.
  let weightCount: Int
  let top: Int
  let left: Int
  let paddedHeight: Int
  let paddedWidth: Int
  /// Floats between two images of the gathered gradient.
  let paddedStride: Int
  /// Whether the gradient is gathered where it lies.
  let isDirect: Bool

  private struct Tap {
    let index: Int
    let rowShift: Int
    let columnShift: Int
  }

  private struct Outline {
    let taps: [Tap]
    let rows: StrideTo<Int>
    let columns: StrideTo<Int>
  }

  init(
    filter: Operation.Filter, input: Shape, output: Shape, group: Int, outputStride: Int,
    inputStride: Int
  ) {
    let outlines = Self.outlines(filter, input, output)
    // How far the taps reach beyond the output on each side.
    var (top, left, bottom, right) = (0, 0, 0, 0)
    for outline in outlines {
      for tap in outline.taps {
        top = max(top, -tap.rowShift)
        left = max(left, -tap.columnShift)
        let lastRow = Array(outline.rows).count - 1
        let lastColumn = Array(outline.columns).count - 1
        bottom = max(bottom, lastRow + tap.rowShift - (output.height - 1))
        right = max(right, lastColumn + tap.columnShift - (output.width - 1))
      }
    }
    (self.top, self.left) = (top, left)
    paddedHeight = top + output.height + bottom
    paddedWidth = left + output.width + right
    isDirect = top == 0 && left == 0 && bottom == 0 && right == 0
    let plane = paddedHeight * paddedWidth * 8
    paddedStride = isDirect ? outputStride : output.blocks * plane
    var classes: [PixelClass] = []
    var weightCount = 0
    for outline in outlines {
      var pixels: [Int32] = []
      var outputs: [Int32] = []
      for image in 0..<group {
        for (m, row) in outline.rows.enumerated() {
          for (n, column) in outline.columns.enumerated() {
            let at = (m + top) * paddedWidth + n + left
            pixels.append(Int32(image * paddedStride + at * 8))
            outputs.append(Int32(image * inputStride + (row * input.width + column) * 8))
          }
        }
      }
      var steps: [Int32] = []
      for block in 0..<output.blocks {
        for tap in outline.taps {
          let shift = tap.rowShift * paddedWidth + tap.columnShift
          steps.append(Int32(block * plane + shift * 8))
        }
      }
      classes.append(
        PixelClass(
          taps: PlainBuffer(outline.taps.map { Int32($0.index) }, or: 0),
          tapCount: outline.taps.count, pixels: PlainBuffer(pixels, or: 0),
          outputs: PlainBuffer(outputs, or: 0), pixelCount: pixels.count / group,
          steps: PlainBuffer(steps, or: 0), stepCount: steps.count, weightOffset: weightCount))
      weightCount += (input.blocks + 1) / 2 * steps.count * 128
    }
    (self.classes, self.weightCount) = (classes, weightCount)
  }

  private static func outlines(
    _ filter: Operation.Filter, _ input: Shape, _ output: Shape
  ) -> [Outline] {
    var outlines: [Outline] = []
    if filter.padding == 0, output.pixels == 1, filter.kernelHeight == input.height,
      filter.kernelWidth == input.width
    {
      for row in 0..<input.height {
        for column in 0..<input.width {
          let tap = Tap(index: row * input.width + column, rowShift: 0, columnShift: 0)
          outlines.append(
            Outline(
              taps: [tap], rows: stride(from: row, to: row + 1, by: 1),
              columns: stride(from: column, to: column + 1, by: 1)))
        }
      }
      return outlines
    }
    let step = filter.stride
    for first in 0..<min(step, input.height) {
      for second in 0..<min(step, input.width) {
        var taps: [Tap] = []
        for i in 0..<filter.kernelHeight where (first + filter.padding - i) % step == 0 {
          for j in 0..<filter.kernelWidth where (second + filter.padding - j) % step == 0 {
            taps.append(
              Tap(
                index: i * filter.kernelWidth + j, rowShift: (first + filter.padding - i) / step,
                columnShift: (second + filter.padding - j) / step))
          }
        }
        outlines.append(
          Outline(
            taps: taps, rows: stride(from: first, to: input.height, by: step),
            columns: stride(from: second, to: input.width, by: step)))
      }
    }
    return outlines
  }

  /// Floats of the scratch memory for a group's padded gradient.
  func scratch(group: Int) -> Int { isDirect ? 0 : group * paddedStride }
}
