internal import Core
internal import DatasetCatalog
internal import Layouts

/// The samples that the claims of one member make, and why others make none.
struct ClaimedSamples {
  /// What becomes samples.
  private(set) var accepted: [ImportedSample] = []
  /// Rows of label tables that led to no sample, with the reason.
  private(set) var refused: [(row: String, reason: String)] = []
  /// Why the first claim was rejected.
  private(set) var reason = "nothing is said about it"
  /// Why all claims were set aside, where the person asked for it.
  private(set) var setAside: String?

  /// Resolves claims for an image of a size, in pixels; boxes are cut to the image.
  init(of claims: [LabelClaim], width: Int, height: Int, _ resolver: ResolverCache, author: String)
  {
    var rejections: [String] = []
    for claim in claims {
      switch resolver.resolve(claim) {
      case .label(let label):
        do throws(BoxOutside) {
          accepted.append(
            ImportedSample(
              label: label.classIndex, region: try Self.region(claim.box, width, height),
              officialSplit: claim.split, subject: claim.subject, votes: claim.votes?.json,
              targets: label.targets, exclusion: label.exclusion, author: author))
        } catch { refuse(claim, error.reason, &rejections) }
      case .ignored(let reason): setAside = setAside ?? reason
      case .rejected(let reason): refuse(claim, reason, &rejections)
      }
    }
    if let first = rejections.first {
      reason = first
      setAside = nil
    }
  }

  private mutating func refuse(
    _ claim: LabelClaim, _ reason: String, _ rejections: inout [String]
  ) {
    rejections.append(reason)
    if let row = claim.row { refused.append((row, reason)) }
  }

  private struct BoxOutside: Error {
    let reason: String
  }

  /// The part of a box that lies in the image; all of it is none.
  private static func region(
    _ box: PixelBox?, _ width: Int, _ height: Int
  ) throws(BoxOutside) -> PixelBox? {
    guard let box else { return nil }
    let (left, top) = (max(0, box.x), max(0, box.y))
    let (right, rightOverflow) = box.x.addingReportingOverflow(box.width)
    let (bottom, bottomOverflow) = box.y.addingReportingOverflow(box.height)
    guard !rightOverflow, !bottomOverflow, min(right, width) > left, min(bottom, height) > top
    else {
      throw BoxOutside(reason: "its face box lies outside the image, or holds no pixel")
    }
    return PixelBox(
      x: left, y: top, width: min(right, width) - left, height: min(bottom, height) - top)
  }
}

extension LabelClaim {
  /// The votes, where that is what is said.
  fileprivate var votes: Votes? {
    if case .votes(let votes) = statement { votes } else { nil }
  }
}
