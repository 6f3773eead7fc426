internal import Core

/// How far an epoch has come: what a checkpoint inside it needs besides the weights.
public struct EpochUnderWay: Hashable, Sendable {
  /// Steps done.
  public private(set) var steps = 0
  /// Images trained on.
  public private(set) var images = 0
  /// The weighted sum of losses.
  var loss = 0.0
  /// The sum of weights.
  var mass = 0.0
  /// Right answers.
  var hits = 0

  init() {}

  /// The weighted mean loss so far.
  var meanLoss: Double { mass > 0 ? loss / mass : 0 }
  /// The share of right answers so far.
  var accuracy: Double { images > 0 ? Double(hits) / Double(images) : 0 }

  mutating func add(_ outcome: Trainer.Outcome, images count: Int) {
    steps += 1
    images += count
    loss += outcome.loss
    mass += outcome.mass
    hits += outcome.hits
  }

  var json: JSON {
    [
      "steps": .integer(steps), "images": .integer(images), "loss": .number(loss),
      "mass": .number(mass), "hits": .integer(hits),
    ]
  }

  init?(json: JSON) {
    guard let steps = json["steps"]?.intValue, let images = json["images"]?.intValue,
      let loss = json["loss"]?.doubleValue, let mass = json["mass"]?.doubleValue,
      let hits = json["hits"]?.intValue, steps > 0, images > 0, mass >= 0, hits >= 0
    else { return nil }
    (self.steps, self.images, self.loss) = (steps, images, loss)
    (self.mass, self.hits) = (mass, hits)
  }
}
