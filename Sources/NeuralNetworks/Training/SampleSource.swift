public import Core

/// Where training and scoring get their images from.
///
/// Methods are called from several threads at once and must give the same answer for the same arguments.
public protocol SampleSource: Sendable {
  /// Rows.
  var count: Int { get }
  /// Classes.
  var classCount: Int { get }
  /// Channels of an image, C.
  var channels: Int { get }
  /// Rows of pixels, H.
  var height: Int { get }
  /// Columns of pixels, W.
  var width: Int { get }

  /// The classes in order, where they have names.
  var classNames: [String]? { get }

  /// The class of a row.
  func label(at row: Int) -> Int
  /// How much a row counts in the loss.
  func weight(at row: Int) -> Float
  /// The sample's key, which its place in an epoch and its dropout are drawn from.
  func key(at row: Int) -> SampleKey
  /// The number of an augmented copy, 0 for an original.
  func copy(at row: Int) -> UInt32
  /// How an epoch of training is made of the rows.
  var sampling: RowSampling { get }
  /// Fills a planar C×H×W image, already standardized; `use` nil asks for no augmentation.
  func fill(row: Int, use: RowUse?, into image: UnsafeMutableBufferPointer<Float>)
  /// Fills the probabilities of the classes and returns true, or returns false: the label alone counts.
  func fillTarget(row: Int, into target: UnsafeMutableBufferPointer<Float>) -> Bool
}

extension SampleSource {
  /// An original.
  public func copy(at row: Int) -> UInt32 { 0 }

  /// No names.
  public var classNames: [String]? { nil }

  /// Every row once.
  public var sampling: RowSampling { .everyRow }

  /// No soft target.
  public func fillTarget(row: Int, into target: UnsafeMutableBufferPointer<Float>) -> Bool { false }

  var shape: Shape { Shape(channels: channels, height: height, width: width) }
}
