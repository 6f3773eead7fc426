public import Core
public import Curation
public import Imaging

/// What an audit found, with pictures to look at.
///
/// It holds no time and no path of this machine: the same workspace gives the same bytes.
public struct AuditReport: Sendable {
  /// One picture of the dataset.
  public struct Picture: Sendable {
    /// It, as the dataset has it.
    public let image: Image
    /// Its source and member.
    public let name: String
    /// Its class.
    public let label: String
    /// Its split, where it has one.
    public let split: String?

    /// A picture.
    public init(image: Image, name: String, label: String, split: String?) {
      (self.image, self.name) = (image, name)
      (self.label, self.split) = (label, split)
    }
  }

  /// One finding to look at: its pictures, and the figure under them.
  public struct Exhibit: Sendable {
    /// The pictures, one for a quality check, several for duplicates.
    public let pictures: [Picture]
    /// How many there are, of which these are the first.
    public let total: Int
    /// The figure, in a few characters, such as "0.987".
    public let figure: String
    /// Why, in one clause.
    public let reason: String
    /// The probabilities of the classes, for label errors.
    public let probabilities: [Double]?

    /// A finding to look at.
    public init(
      pictures: [Picture], total: Int, figure: String, reason: String,
      probabilities: [Double]? = nil
    ) {
      (self.pictures, self.total, self.figure) = (pictures, total, figure)
      (self.reason, self.probabilities) = (reason, probabilities)
    }
  }

  /// What one check came to.
  public struct Result: Sendable {
    /// The check.
    public let check: Check
    /// How many findings.
    public let findings: Int
    /// How many samples they are about.
    public let samples: Int
    /// The measure and the threshold, in words.
    public let criterion: String
    /// Examples, the worst first.
    public let exhibits: [Exhibit]
    /// How the measure is spread over all samples, for a quality check.
    public let distribution: MeasureDistribution?
    /// What the figures are compared with.
    public let bounds: [Double]
    /// What was measured, for a quality check.
    public let measure: QualityMeasure?

    /// What one check came to.
    public init(
      _ check: Check, findings: Int, samples: Int, criterion: String, exhibits: [Exhibit],
      distribution: MeasureDistribution? = nil, bounds: [Double] = [],
      measure: QualityMeasure? = nil
    ) {
      (self.check, self.findings, self.samples) = (check, findings, samples)
      (self.criterion, self.exhibits) = (criterion, exhibits)
      (self.distribution, self.bounds, self.measure) = (distribution, bounds, measure)
    }
  }

  /// The sources, joined.
  public let title: String
  /// How many samples were looked at.
  public let samples: Int
  /// How many samples decisions leave out.
  public let excluded: Int
  /// The samples of each split.
  public let splits: [(name: String, count: Int)]
  /// Whether the splits are the dataset's own.
  public let isOfficial: Bool
  /// The classes in order.
  public let classNames: [String]
  /// What must be read first.
  public let warnings: [String]
  /// What each check came to, in order.
  public let results: [Result]
  /// How many samples of each split show a picture or a person that an earlier split has, too.
  public let leaked: [String: Int]
  /// Splits and sources compared.
  public let drift: DriftReport
  /// How the classes are spread.
  public let balance: BalanceReport
  /// The settings.
  public let settings: JSON
  /// The digest of all findings and settings.
  public let digest: Digest

  /// A report.
  public init(
    title: String, samples: Int, excluded: Int, splits: [(name: String, count: Int)],
    isOfficial: Bool, classNames: [String], warnings: [String], results: [Result],
    leaked: [String: Int], drift: DriftReport, balance: BalanceReport, settings: JSON,
    digest: Digest
  ) {
    (self.title, self.samples, self.excluded) = (title, samples, excluded)
    (self.splits, self.isOfficial, self.classNames) = (splits, isOfficial, classNames)
    (self.warnings, self.results, self.drift) = (warnings, results, drift)
    self.leaked = leaked
    (self.balance, self.settings, self.digest) = (balance, settings, digest)
  }

  /// The result of a check, where it was looked for.
  public subscript(check: Check) -> Result? { results.first { $0.check == check } }
}
