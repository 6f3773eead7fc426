internal import Imaging

/// Composes neighbouring geometric operations into one.
///
/// A geometric operation waits; one that follows with the same border rule, or with none, is composed with
/// it; anything else first lets it run.
struct GeometryFusion {
  private var map = AffineMap.identity
  private var border: Border?
  private var isWaiting = false

  mutating func add(_ operation: PixelOperation, run: (PixelOperation) -> Void) {
    switch operation {
    case .keep:
      return
    case .affine(let next, let rule):
      if isWaiting, let border, let rule, border != rule { finish(run: run) }
      map = isWaiting ? map.followed(by: next) : next
      border = border ?? rule
      isWaiting = true
    default:
      finish(run: run)
      run(operation)
    }
  }

  mutating func finish(run: (PixelOperation) -> Void) {
    guard isWaiting else { return }
    run(.affine(map, border))
    map = .identity
    border = nil
    isWaiting = false
  }
}
