import CKernels
import Core
import NeuralNetworks
import Testing

@Suite("Elementary functions of the kernels")
struct KernelTests {
  typealias Function = (UnsafePointer<Float>?, Int, UnsafeMutablePointer<Float>?) -> Void

  static func apply(_ function: Function, _ x: [Float]) -> [Float] {
    [Float](unsafeUninitializedCapacity: x.count) { buffer, count in
      x.withUnsafeBufferPointer { function($0.baseAddress, x.count, buffer.baseAddress) }
      count = x.count
    }
  }

  static func worst(_ found: [Float], _ expected: [Double]) -> Double {
    zip(found, expected).map { found, expected in
      let unit = Double(max(Float(abs(expected)).ulp, Float.leastNormalMagnitude.ulp))
      return abs(Double(found) - expected) / unit
    }.max() ?? 0
  }

  static let line = (0..<40_003).map { Float($0 - 20_000) / 20_000 }

  @Test("exp is within 2 ulp, and exact at its ends")
  func exp() {
    let x = Self.line.map { $0 * 87 }
    #expect(Self.worst(Self.apply(fer_exp, x), x.map { Elementary.exp(Double($0)) }) < 2)
    #expect(
      Self.apply(fer_exp, [0, -200, 200, -.infinity, .infinity]) == [1, 0, .infinity, 0, .infinity])
    #expect(Self.apply(fer_exp, [.nan])[0].isNaN)
    #expect(Self.worst(Self.apply(fer_exp, [88.5]), [Elementary.exp(88.5)]) < 2)
  }

  @Test("log is within 2 ulp, and exact at its ends")
  func log() {
    let x = Self.line.map { Float(Elementary.exp(Double($0) * 80)) }
    #expect(Self.worst(Self.apply(fer_log, x), x.map { Elementary.log(Double($0)) }) < 2)
    #expect(Self.apply(fer_log, [1, 0, .infinity]) == [0, -.infinity, .infinity])
    #expect(Self.apply(fer_log, [-1])[0].isNaN)
    #expect(Self.apply(fer_log, [.nan])[0].isNaN)
  }

  @Test("tanh is within 3 ulp, odd, and 1 far out")
  func tanh() {
    let x = Self.line.map { $0 * 10 }
    let y = Self.apply(fer_tanh, x)
    #expect(Self.worst(y, x.map { Elementary.tanh(Double($0)) }) < 3)
    #expect(Self.apply(fer_tanh, x.map { -$0 }) == y.map { -$0 })
    #expect(Self.apply(fer_tanh, [100, -.infinity, 0]) == [1, -1, 0])
  }

  @Test("every activation and its slope are the reference's", arguments: Activation.allCases)
  func activations(activation: Activation) {
    let x = (0..<4_000).map { Float($0 - 2_000) / 100 }
    let y = Self.apply({ fer_activate(activation.kernelKind, $0, $1, $2) }, x)
    for (x, y) in zip(x, y) {
      let expected = ReferenceActivation<Double>.value(activation, Double(x))
      #expect(abs(Double(y) - expected) < 2e-6 * max(1, abs(expected)), "\(activation) at \(x)")
    }
    var slopes = [Float](repeating: 1, count: x.count)
    fer_activate_gradient(activation.kernelKind, x, x.count, &slopes)
    for (x, slope) in zip(x, slopes) where x != 0 && abs(x) != 3 {
      let expected = ReferenceActivation<Double>.slope(activation, Double(x))
      #expect(abs(Double(slope) - expected) < 5e-6, "slope of \(activation) at \(x)")
    }
  }
}

@Suite("The order of an epoch")
struct SampleOrderTests {
  /// The same samples in another order.
  struct Reversed: WrappedSource {
    let base: DrawnSource
    func key(at row: Int) -> SampleKey { base.key(at: count - 1 - row) }
  }

  @Test("it is a permutation, another one each epoch and seed, and follows the samples")
  func permutes() {
    let source = DrawnSource(count: 500)
    let first = SampleOrder.rows(of: source, seed: 1, epoch: 1)
    #expect(first.sorted() == Array(0..<500))
    #expect(first == SampleOrder.rows(of: source, seed: 1, epoch: 1))
    #expect(first != SampleOrder.rows(of: source, seed: 1, epoch: 2))
    #expect(first != SampleOrder.rows(of: source, seed: 2, epoch: 1))
    let reversed = SampleOrder.rows(of: Reversed(base: source), seed: 1, epoch: 1)
    #expect(reversed.map { 499 - $0 } == first)
  }
}
