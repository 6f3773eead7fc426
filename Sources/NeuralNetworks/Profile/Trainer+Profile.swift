extension Trainer {
  /// Begins to count where the time goes; measures the peak first, about a tenth of a second.
  public func startProfiling() {
    engine.profiler = Profiler(steps: engine.steps.count, pool: pool)
  }

  /// Where the time went since `startProfiling`; nil without it.
  public var profile: TrainingProfile? {
    engine.profiler.map { TrainingProfile($0, engine) }
  }

  /// Counts the time of work that one thread does alone, such as saving.
  public func timed<Result>(saving body: () -> Result) -> Result {
    engine.timed(.saving, body)
  }
}

extension Engine {
  /// Counts the time of work that one thread does alone.
  func timed<Result>(_ activity: ProfileActivity, _ body: () -> Result) -> Result {
    guard let profiler else { return body() }
    let began = Profiler.now()
    defer { profiler.add(activity, 0, since: began) }
    return body()
  }
}
