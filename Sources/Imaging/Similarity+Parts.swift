internal import CPixelKernels

extension Similarity {
  /// How well two pictures agree over what they share.
  ///
  /// Details are what is left of a picture without the mean of 7 × 7 pixels round each: a smooth light and
  /// shadow, which two different faces may share, has none.
  public struct Agreement: Hashable, Sendable {
    /// The correlation, in millionths.
    public let millionths: Int32
    /// That of the details; −1000000 where nothing is alike enough to ask for it.
    public let details: Int32
    /// The correlation without the sixth of the picture (10 of 8 × 8 blocks) where they differ most.
    public let most: Int32
    /// That of the details there.
    public let mostDetails: Int32
  }

  /// How well the second picture, mirrored if asked and moved by (x, y), agrees with the first.
  ///
  /// - Parameter least: details are compared where a correlation reaches so many millionths.
  public static func agreement(
    _ first: UnsafePointer<UInt8>, _ second: UnsafePointer<UInt8>, mirrored: Bool, x: Int, y: Int,
    least: Int32 = -1_000_000
  ) -> Agreement {
    Agreement(fer_pixels_agree_moved(first, second, mirrored ? 1 : 0, Int32(x), Int32(y), least))
  }

  /// The part of one picture that another shows, as a crop stretched to the whole size.
  public struct Part: Hashable, Sendable {
    /// How well they agree there.
    public let agreement: Agreement
    /// The left edge in half pixels of 48; below zero where the other shows more on that side.
    public let x: Int
    /// The upper edge in half pixels of 48.
    public let y: Int
    /// The width in half pixels, 72…96.
    public let width: Int
    /// The height in half pixels, 72…96.
    public let height: Int
    /// Whether it is a part of the second picture, as it is mirrored; else of the first.
    public let isOfSecond: Bool
  }

  /// Where a search for a part begins.
  public enum PartStart: Int32, Hashable, Sendable {
    /// With both pictures as they are.
    case whole = 0
    /// With the inner part of the first.
    case innerOfFirst = 1
    /// With the inner part of the second.
    case innerOfSecond = 2
  }

  /// The part of one picture that the other shows; nil where none is found that correlates by `least`
  /// millionths.
  ///
  /// It is guessed from slopes (Lucas and Kanade, 1981) and then sought by steps, so it may be missed; what is
  /// found is judged in whole numbers. The order of the pictures does not matter.
  ///
  /// - Parameter mirrored: whether left and right of the second are exchanged first.
  public static func part(
    _ first: UnsafePointer<UInt8>, _ second: UnsafePointer<UInt8>, mirrored: Bool,
    start: PartStart = .whole, least: Int32
  ) -> Part? {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * calmNumbers) { calm in
      guard let base = calm.baseAddress else { return nil }
      Self.calm(of: first, into: base)
      Self.calm(of: second, into: base + calmNumbers)
      return part(
        first, calm: base, second, calm: base + calmNumbers, mirrored: mirrored, start: start,
        least: least)
    }
  }

  /// How many numbers a calm plane has.
  public static let calmNumbers = side / 2 * (side / 2)

  /// Writes a picture's calm plane: at half the size, blurred, less its mean and of length one.
  public static func calm(
    of picture: UnsafePointer<UInt8>, into calm: UnsafeMutablePointer<Float>
  ) {
    fer_pixels_calm(picture, calm)
  }

  /// The same part, where the calm planes of both pictures are there already; both as they are, not mirrored.
  public static func part(
    _ first: UnsafePointer<UInt8>, calm firstCalm: UnsafePointer<Float>,
    _ second: UnsafePointer<UInt8>, calm secondCalm: UnsafePointer<Float>, mirrored: Bool,
    start: PartStart = .whole, least: Int32
  ) -> Part? {
    let found = fer_pixels_fit_part(
      first, firstCalm, second, secondCalm, mirrored ? 1 : 0, start.rawValue, least)
    guard found.agreement.millionths >= least else { return nil }
    return Part(
      agreement: Agreement(found.agreement), x: Int(found.x), y: Int(found.y),
      width: Int(found.width), height: Int(found.height), isOfSecond: found.is_of_second != 0)
  }

  /// Writes what is left of a picture without 2.5 pixels on every side, stretched to 48 × 48.
  public static func inner(
    of picture: UnsafePointer<UInt8>, into inner: UnsafeMutablePointer<UInt8>
  ) {
    fer_pixels_inner(picture, inner)
  }
}

extension Similarity.Agreement {
  fileprivate init(_ agreement: fer_pixels_agreement) {
    self.init(
      millionths: agreement.millionths, details: agreement.details, most: agreement.most,
      mostDetails: agreement.most_details)
  }
}
