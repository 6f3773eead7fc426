internal import Core

/// The real datasets, which some checkouts have beside them in `../shared/data`.
///
/// They are never part of the project; a test that wants one is skipped, with the reason, where it is absent.
public enum SharedData {
  /// The path of a dataset, or `nil` where this checkout has none.
  public static func path(_ name: String) -> String? {
    let path = "../shared/data/\(name)"
    return Files.exists(path) ? path : nil
  }

  /// Why a test that wants real data does not run.
  public static let reason = "the real datasets are not beside this checkout (../shared/data)"
}
