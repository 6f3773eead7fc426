/// How patient a download is.
public struct TransferLimits: Hashable, Sendable {
  /// Seconds until a connection must stand.
  public var connectSeconds = 20
  /// Seconds in which nothing may come.
  public var stallSeconds = 30
  /// How many redirections are followed.
  public var redirects = 5

  /// The defaults: 20 s to connect, 30 s of silence, 5 redirections.
  public init() {}
}
