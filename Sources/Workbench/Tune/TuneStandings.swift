internal import Core
internal import NeuralNetworks

/// Who stands where: a pure function of the trials, the rungs and the records so far.
///
/// So it does not matter in how many sittings the records came to be, nor whether some trial was trained
/// further than this search asks: epochs beyond a trial's last rung do not count.
struct TuneStandings: Sendable {
  /// Where one trial stands.
  struct Place: Sendable {
    var state: State = .waiting
    /// Epochs that count.
    var epochs = 0
    /// The best of them; nil for a trial that has none or failed.
    var best: EpochRecord?
    /// The rung it got to, from 0.
    var rung = 0
  }

  /// What became of a trial.
  enum State: Hashable, Sendable {
    /// Its turn, or its rung's end, is still to come.
    case waiting
    /// Trained to its last epoch.
    case finished
    /// Ended by early stopping.
    case stoppedEarly
    /// Not among the best of its rung.
    case dropped
    /// The loss or a weight became infinite or not a number.
    case failed(String)
    /// The same recipe as an earlier trial.
    case repeated(Int)
  }

  /// In the order of the trials.
  private(set) var places: [Place]
  /// The trial to train now, by its place in the list, and up to which epoch; nil when the search is over.
  private(set) var next: (trial: Int, epochs: Int)?
  /// The best trial of the furthest rung that has any; of two equals the earlier.
  private(set) var winner: Int?

  private let trials: [TuneTrial]
  private let records: [Int: TrialRecord]

  /// The standings of trials whose records are keyed by their place in the list.
  init(_ trials: [TuneTrial], rungs: [TuneRung], records: [Int: TrialRecord]) {
    (self.trials, self.records) = (trials, records)
    places = trials.map { trial in
      Place(state: trial.repeats.map { .repeated($0) } ?? .waiting)
    }
    var contenders = trials.indices.filter { trials[$0].repeats == nil }
    for (number, rung) in rungs.enumerated() {
      if number > 0 { contenders = best(of: contenders, count: rung.trials) }
      let isLast = number == rungs.count - 1
      for trial in contenders { settle(trial, rung, number, isLast: isLast) }
      if next != nil || isLast { break }
      let going = best(of: contenders, count: rungs[number + 1].trials)
      for trial in contenders where places[trial].state == .waiting && !going.contains(trial) {
        places[trial].state = .dropped
      }
    }
    // Scores of different rungs are of different lengths of training, so the furthest rung decides.
    for rung in rungs.indices.reversed() where winner == nil {
      let there = trials.indices.filter { places[$0].rung == rung }
      winner = best(of: there, count: 1).first
    }
  }

  private mutating func settle(_ trial: Int, _ rung: TuneRung, _ number: Int, isLast: Bool) {
    let limit = rung.epochs ?? trials[trial].recipe.epochs
    guard let record = records[trial], record.reaches(limit) else {
      if next == nil { next = (trial, limit) }
      return
    }
    places[trial].rung = number
    places[trial].epochs = min(limit, record.history.count)
    if record.hasFailed(within: limit) {
      places[trial].best = nil
      places[trial].state = .failed(record.failure?.reason ?? "")
      return
    }
    places[trial].best = record.best(within: limit)
    guard isLast else { return }
    places[trial].state = record.history.count < limit ? .stoppedEarly : .finished
  }

  /// The best by the primary metric, in the order of their numbers; failed ones are never among them.
  private func best(of trials: [Int], count: Int) -> [Int] {
    let scored = trials.compactMap { trial in merit(trial).map { (trial: trial, merit: $0) } }
    let ranked = scored.sorted { ($1.merit, $0.trial) < ($0.merit, $1.trial) }
    return ranked.prefix(count).map(\.trial).sorted()
  }

  /// A trial's score so far, higher being better.
  func merit(_ trial: Int) -> Double? {
    places[trial].best.flatMap { trials[trial].recipe.primaryMetric.merit(of: $0) }
  }
}
