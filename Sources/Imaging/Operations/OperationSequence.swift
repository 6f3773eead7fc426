/// Runs operations one after another between two buffers; the image ends in the first one.
///
/// Nothing is allocated, but for the second buffer where none is given and one is needed. One operation
/// always waits: warps that follow one another with one border rule and one interpolation become one warp,
/// so that the image is resampled once; and the last one is known as the last, so that it writes where the
/// image must end.
package struct OperationSequence {
  private let grid: PixelGrid
  private let first: UnsafeMutablePointer<UInt8>
  private var second: UnsafeMutablePointer<UInt8>?
  private let ownsSecond: Bool
  /// Where the image lies now.
  private var current: UnsafePointer<UInt8>
  private var waiting: PixelOperation = .keep

  /// A sequence that changes the grid's own samples.
  package init(on grid: PixelGrid, scratch: UnsafeMutableBufferPointer<UInt8>) {
    self.init(from: nil, into: grid, scratch: scratch)
  }

  /// A sequence that reads other samples of the grid's shape, and leaves those as they are; the grid's
  /// own are overwritten.
  ///
  /// - Parameter scratch: at least as many bytes as the grid has samples; without it, memory is taken when
  ///   samples must move twice, and given back by `finish`.
  init(
    from source: UnsafePointer<UInt8>?, into grid: PixelGrid,
    scratch: UnsafeMutableBufferPointer<UInt8>?
  ) {
    if let scratch { precondition(scratch.count >= grid.samples.count) }
    guard let first = grid.samples.baseAddress else {
      preconditionFailure("a grid has at least one sample")
    }
    (self.grid, self.first, self.second) = (grid, first, scratch?.baseAddress)
    ownsSecond = scratch == nil
    current = source ?? UnsafePointer(first)
  }

  /// Adds an operation; it runs when it is clear what comes after it.
  package mutating func add(_ operation: PixelOperation) {
    if operation.isIdentity { return }
    if case .affine(let map, let border, let interpolation) = waiting,
      case .affine(let next, let nextBorder, let nextInterpolation) = operation,
      border == nextBorder || border == nil || nextBorder == nil,
      interpolation == nextInterpolation || map == .mirror || next == .mirror
    {
      waiting = .affine(
        map.followed(by: next), border ?? nextBorder,
        map == .mirror ? nextInterpolation : interpolation)
      return
    }
    run(before: operation)
    waiting = operation
  }

  /// Runs what waits; the image is then in the grid.
  package mutating func finish() {
    run(before: nil)
    waiting = .keep
    if current != UnsafePointer(first) {
      first.update(from: current, count: grid.samples.count)
      current = UnsafePointer(first)
    }
    if ownsSecond {
      second?.deallocate()
      second = nil
    }
  }

  private mutating func run(before next: PixelOperation?) {
    if waiting.isIdentity { return }
    let target = target(before: next)
    waiting.run(from: current, to: target, shape: grid)
    current = UnsafePointer(target)
  }

  /// Where the waiting operation writes: the last one into the first buffer, one that moves samples away
  /// from where they are, and the others where it saves a copy later.
  private mutating func target(before next: PixelOperation?) -> UnsafeMutablePointer<UInt8> {
    let isInFirst = current == UnsafePointer(first)
    let isInSecond = second.map { current == UnsafePointer($0) } ?? false
    if waiting.movesSamples {
      if isInFirst { return other() }
      if isInSecond { return first }
    } else if isInFirst || isInSecond {
      return next == nil || isInFirst ? first : other()
    }
    return next?.movesSamples ?? false ? other() : first
  }

  private mutating func other() -> UnsafeMutablePointer<UInt8> {
    if let second { return second }
    let made = UnsafeMutablePointer<UInt8>.allocate(capacity: grid.samples.count)
    second = made
    return made
  }
}
