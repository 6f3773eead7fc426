internal import CKernels
internal import Core

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Counts where the time of a training run goes.
///
/// Every worker adds to counters of its own, so that counting neither waits nor changes the order of anything:
/// the bytes of the result are the same with and without it.
package final class Profiler: @unchecked Sendable {
  // Safe to share: a worker writes only its own row of counters; they are read between phases.
  private let steps: Int
  private let stride: Int
  private let nanoseconds: PlainBuffer<UInt64>
  private let images: PlainBuffer<UInt64>
  let threads: Int
  private let began: UInt64
  /// Fused multiply-adds a second and thread, two operations each, in GFLOP/s; measured with all threads at work.
  let peak: Double

  /// Measures the peak on the pool's threads, then starts the clock.
  init(steps: Int, pool: WorkerPool) {
    (self.steps, threads) = (steps, pool.threads)
    let count = steps * ProfilePass.allCases.count + ProfileActivity.allCases.count
    // A cache line more than needed: no two workers share one.
    stride = (count + 15) / 8 * 8
    nanoseconds = PlainBuffer(stride * pool.threads, repeating: 0)
    images = PlainBuffer(stride * pool.threads, repeating: 0)
    peak = Self.measurePeak(pool)
    began = Self.now()
  }

  /// Nanoseconds since some fixed moment.
  static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  /// Adds the time of a layer's pass over some images.
  func add(_ step: Int, _ pass: ProfilePass, _ worker: Int, images count: Int, since: UInt64) {
    let cell = worker * stride + step * ProfilePass.allCases.count + pass.rawValue
    nanoseconds.base[cell] += Self.now() - since
    images.base[cell] += UInt64(count)
  }

  /// Adds the time of something else.
  func add(_ activity: ProfileActivity, _ worker: Int, since: UInt64) {
    let cell = worker * stride + steps * ProfilePass.allCases.count + activity.rawValue
    nanoseconds.base[cell] += Self.now() - since
  }

  /// Seconds of all workers together, and the images, of a layer's pass.
  func total(_ step: Int, _ pass: ProfilePass) -> (seconds: Double, images: Int) {
    let cell = step * ProfilePass.allCases.count + pass.rawValue
    var (time, count): (UInt64, UInt64) = (0, 0)
    for worker in 0..<threads {
      time += nanoseconds.base[worker * stride + cell]
      count += images.base[worker * stride + cell]
    }
    return (Double(time) * 1e-9, Int(count))
  }

  /// Seconds of all workers together.
  func total(_ activity: ProfileActivity) -> Double {
    let cell = steps * ProfilePass.allCases.count + activity.rawValue
    return (0..<threads).reduce(0) { $0 + Double(nanoseconds.base[$1 * stride + cell]) * 1e-9 }
  }

  /// Seconds since the start.
  var elapsed: Double { Double(Self.now() - began) * 1e-9 }

  /// The best of five short runs on all threads at once.
  private static func measurePeak(_ pool: WorkerPool) -> Double {
    let rounds = 2_000_000
    var best = 0.0
    for _ in 0..<5 {
      let start = now()
      pool.forEach(pool.threads) { _, _ in
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 24) { values in
          for index in values.indices { values[index] = index < 16 ? 0.5 : 1 }
          fer_fma_peak(rounds, values.baseAddress)
        }
      }
      let seconds = Double(now() - start) * 1e-9
      best = max(best, Double(rounds) * 192e-9 / seconds)
    }
    return best
  }
}
