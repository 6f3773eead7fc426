internal import Curation

/// The names of the checks whose findings a rule can be about.
public enum CurationChecks {
  /// All names, in the order of the audit.
  public static let names = Check.allCases.map(\.rawValue)
}
