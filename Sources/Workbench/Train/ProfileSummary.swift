public import Core
internal import NeuralNetworks

/// Where the time of a training run went, ready to be shown.
public struct ProfileSummary: Sendable {
  /// For programs: what `profile.json` holds.
  public let json: JSON
  /// One row a layer and pass, then everything else, waiting, and the sum.
  public let rows: [[String]]
  /// The titles of the rows' columns.
  public let header = [
    "layer", "what", "pass", "thread s", "share", "µs/image", "GFLOP/s", "of peak",
  ]
  /// Threads, wall time and the measured peak, in a sentence.
  public let conditions: String

  init(_ profile: TrainingProfile) {
    json = profile.json
    let whole = max(profile.elapsed * Double(profile.threads), 1e-9)
    var rows = profile.rows.map { row in
      let speed = row.seconds > 0 ? row.gigaflop / row.seconds : 0
      let isCounted = row.gigaflop > 0 && row.seconds > 0
      return [
        row.layer, row.kind, row.pass, Self.fixed(row.seconds, 2),
        Self.fixed(100 * row.seconds / whole, 1) + " %",
        Self.fixed(row.seconds / Double(max(1, row.images)) * 1e6, 1),
        isCounted ? Self.fixed(speed, 1) : "",
        isCounted ? Self.fixed(100 * speed / max(profile.peak, 1e-9), 0) + " %" : "",
      ]
    }
    for activity in profile.activities + [.init(name: "waiting", seconds: profile.waiting)]
    where activity.seconds > 0 {
      rows.append([
        "", activity.name, "", Self.fixed(activity.seconds, 2),
        Self.fixed(100 * activity.seconds / whole, 1) + " %", "", "", "",
      ])
    }
    self.rows = rows
    conditions =
      "\(profile.threads) threads for \(Self.fixed(profile.elapsed, 1)) s; fused multiply-adds peak at "
      + "\(Self.fixed(profile.peak, 1)) GFLOP/s a thread; GFLOP/s count the direct method's operations"
  }

  /// A number with so many decimals.
  private static func fixed(_ value: Double, _ decimals: Int) -> String {
    abs(value) < 1e12 ? PlainNumber.text(value, decimals) : ""
  }
}
