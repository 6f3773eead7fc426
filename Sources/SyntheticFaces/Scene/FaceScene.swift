internal import Core

/// Everything one picture shows; a pure value that renders to the same pixels everywhere.
public struct FaceScene: Hashable, Sendable {
  package var identity: FaceIdentity
  package var actions: ActionUnits
  package var pose: FacePose
  package var light: FaceLight
  /// Chooses the sensor's noise.
  package var grain: UInt64
}

extension FaceScene {
  /// One sample of a dataset: the same for the same arguments, whatever else is drawn.
  ///
  /// The subject's looks depend on (seed, subject) alone; what the picture shows on (seed,
  /// expression, index).
  public static func draw(
    _ expression: FaceExpression, index: Int, subject: Int, seed: UInt64
  ) -> FaceScene {
    draw(expression, index: index, subject: subject, seed: seed, series: "sample")
  }

  /// A sample of a series of its own, for pictures beside the dataset's.
  static func draw(
    _ expression: FaceExpression, index: Int, subject: Int, seed: UInt64, series: String
  ) -> FaceScene {
    let key = LuckKey(seed: seed, purpose: "synth/\(series)/\(expression.rawValue)")
    var luck = key.luck(for: UInt64(truncatingIfNeeded: index), epoch: 0)
    let actions = ActionUnits(drawing: expression, using: &luck)
    let pose = FacePose(using: &luck)
    let light = FaceLight(using: &luck)
    return FaceScene(
      identity: FaceIdentity(subject: subject, seed: seed), actions: actions, pose: pose,
      light: light, grain: luck.nextUInt64())
  }

  /// A subject's expression in even light, straight into the camera and without noise.
  public static func portrait(
    of expression: FaceExpression, seed: UInt64, subject: Int, intensity: Float = 1
  ) -> FaceScene {
    var actions = ActionUnits()
    for (unit, amount) in expression.prototype { actions[unit] = amount * intensity }
    return FaceScene(
      identity: FaceIdentity(subject: subject, seed: seed), actions: actions, pose: .frontal,
      light: .studio, grain: 0)
  }
}

extension FaceIdentity {
  /// One subject of a dataset: a function of the seed and the subject's number.
  package init(subject: Int, seed: UInt64) {
    let key = LuckKey(seed: seed, purpose: "synth/identity")
    var luck = key.luck(for: UInt64(truncatingIfNeeded: subject), epoch: 0)
    self.init(using: &luck)
  }
}
