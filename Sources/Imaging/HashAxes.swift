internal import Synchronization

/// The resizes that the perceptual hashes take of images of one size.
///
/// A dataset's images mostly have one size, and weights take longer to make than to use: those of
/// the last few sizes are kept.
struct HashAxes {
  /// The width at 9 samples, for the difference hash.
  let nine: ResizeAxis
  /// The height at 8.
  let eight: ResizeAxis
  /// The width at 32, for the cosine transform.
  let across32: ResizeAxis
  /// The height at 32.
  let down32: ResizeAxis

  private struct Size: Hashable {
    let width: Int
    let height: Int
  }

  private static let kept = Mutex<[Size: HashAxes]>([:])
  /// Sides above this have as many weights as samples; they are not kept.
  private static let longestSide = 4096
  private static let capacity = 32

  /// The axes for a size.
  static func of(width: Int, height: Int) -> HashAxes {
    guard width <= longestSide, height <= longestSide else {
      return HashAxes(width: width, height: height)
    }
    let size = Size(width: width, height: height)
    if let axes = kept.withLock({ $0[size] }) { return axes }
    let axes = HashAxes(width: width, height: height)
    kept.withLock { kept in
      if kept.count >= capacity { kept = [:] }
      kept[size] = axes
    }
    return axes
  }

  private init(width: Int, height: Int) {
    nine = ResizeAxis(from: width, to: 9, filter: .automatic)
    eight = ResizeAxis(from: height, to: 8, filter: .automatic)
    across32 = ResizeAxis(from: width, to: 32, filter: .automatic)
    down32 = ResizeAxis(from: height, to: 32, filter: .automatic)
  }
}
