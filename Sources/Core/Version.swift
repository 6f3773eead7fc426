/// The program's version, as `--version` prints it and every provenance records it.
public enum Version {
  /// The current version.
  public static let current = "0.1.0"
}
