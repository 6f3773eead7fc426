internal import Imaging

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The pictures of a search and their descriptors.
///
/// Descriptors, 128 bytes each and two a picture, are in memory. So are pictures up to 96 MiB of them; more lie in a file without a
/// name, which the system takes back when the search ends, however it ends. Up to 100,000 pictures have their calm
/// planes beside them, 2,304 bytes each; of more the planes are made anew for each pair, which bands make few.
final class PictureStore: @unchecked Sendable {
  // Safe to share: a picture is written by one worker, and all are written before any is compared.
  let count: Int
  let shift: Int
  private let stride: Int
  private let bytes: Int
  private let base: UnsafeMutableRawPointer
  private let descriptors: UnsafeMutablePointer<Int16>
  private let innerDescriptors: UnsafeMutablePointer<Int16>
  private let flat: UnsafeMutablePointer<Bool>
  private let planes: UnsafeMutablePointer<Float>?

  /// Above so many bytes pictures go to a file.
  private static let mostInMemory = 96 << 20
  /// Of so many pictures the calm planes are kept.
  private static let mostPlanes = 100_000

  /// Room for `count` pictures; nil where the system refuses it.
  ///
  /// - Parameter folder: where a file may lie.
  init?(count: Int, shift: Int, folder: String) {
    (self.count, self.shift) = (count, shift)
    stride = Similarity.samples + Similarity.overlapNumbers(shift: shift) * 4
    let bytes = max(1, count) * stride
    let file = bytes > Self.mostInMemory ? Self.namelessFile(in: folder, bytes: bytes) : nil
    let address =
      file.map { mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, $0, 0) }
      ?? mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    if let file { close(file) }
    guard let address, address != MAP_FAILED else { return nil }
    (base, self.bytes) = (address, bytes)
    descriptors = .allocate(capacity: max(1, count) * Similarity.numbers)
    innerDescriptors = .allocate(capacity: max(1, count) * Similarity.numbers)
    flat = .allocate(capacity: max(1, count))
    flat.initialize(repeating: true, count: max(1, count))
    planes =
      count <= Self.mostPlanes ? .allocate(capacity: max(1, count) * Similarity.calmNumbers) : nil
    descriptors.initialize(repeating: 0, count: max(1, count) * Similarity.numbers)
    innerDescriptors.initialize(repeating: 0, count: max(1, count) * Similarity.numbers)
  }

  deinit {
    munmap(base, bytes)
    descriptors.deallocate()
    innerDescriptors.deallocate()
    flat.deallocate()
    planes?.deallocate()
  }

  /// A file that is removed at once and has its room reserved; nil where that fails.
  private static func namelessFile(in folder: String, bytes: Int) -> Int32? {
    var name = Array("\(folder)/pictures-XXXXXX".utf8CString)
    let file = name.withUnsafeMutableBufferPointer { $0.baseAddress.map(mkstemp) ?? -1 }
    guard file >= 0 else { return nil }
    _ = name.withUnsafeBufferPointer { $0.baseAddress.map(unlink) }
    // A hole that cannot be filled later would end the program.
    guard posix_fallocate(file, 0, off_t(bytes)) == 0 else {
      close(file)
      return nil
    }
    return file
  }

  /// Keeps an image as a picture.
  func set(_ image: Image, at number: Int) throws(ImageError) {
    let small = try Similarity.picture(of: image)
    let target = (base + number * stride).assumingMemoryBound(to: UInt8.self)
    small.withPixels { pixels in
      if let source = pixels.baseAddress { target.update(from: source, count: pixels.count) }
    }
    Similarity.overlaps(of: target, shift: shift, into: sums(number))
    if let planes {
      Similarity.calm(of: target, into: planes + number * Similarity.calmNumbers)
    }
    let place = number * Similarity.numbers
    flat[number] = !Similarity.describe(target, into: descriptors + place)
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Similarity.samples) { inner in
      guard let base = inner.baseAddress else { return }
      Similarity.inner(of: target, into: base)
      _ = Similarity.describe(base, into: innerDescriptors + place)
    }
  }

  /// The samples of a picture.
  func picture(_ number: Int) -> UnsafePointer<UInt8> {
    UnsafePointer((base + number * stride).assumingMemoryBound(to: UInt8.self))
  }

  /// The calm plane of a picture, where it is kept.
  func calm(_ number: Int) -> UnsafePointer<Float>? {
    planes.map { UnsafePointer($0 + number * Similarity.calmNumbers) }
  }

  /// The sums of a picture, as `Similarity.overlaps` writes them.
  func sums(_ number: Int) -> UnsafeMutablePointer<Int32> {
    (base + number * stride + Similarity.samples).assumingMemoryBound(to: Int32.self)
  }

  /// The descriptors from a picture on.
  func descriptors(from number: Int) -> UnsafePointer<Int16> {
    UnsafePointer(descriptors + number * Similarity.numbers)
  }

  /// The descriptors of the inner parts of pictures, from one on; zeros where it has one gray level.
  func innerDescriptors(from number: Int) -> UnsafePointer<Int16> {
    UnsafePointer(innerDescriptors + number * Similarity.numbers)
  }

  /// Whether a picture has one gray level.
  func isFlat(_ number: Int) -> Bool { flat[number] }

  /// How many pictures have one gray level.
  var flatCount: Int { (0..<count).count { flat[$0] } }
}
