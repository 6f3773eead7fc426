import Core
import Imaging
import SyntheticFaces
import Testing

@Suite("Expressions")
struct ExpressionTests {
  private static let shown = FaceExpression.allCases.filter { $0 != .neutral }

  /// The actions without which an expression is not that expression.
  private static let defining: [FaceExpression: [ActionUnit]] = [
    .angry: [.browLower, .lidTighten], .disgust: [.noseWrinkle, .upperLipRaise],
    .fear: [.innerBrowRaise, .lidRaise, .lipStretch], .happy: [.lipCornerPull, .cheekRaise],
    .sad: [.innerBrowRaise, .lipCornerDepress], .surprise: [.outerBrowRaise, .jawDrop, .lidRaise],
    .contempt: [.dimple],
  ]

  private func means(of expression: FaceExpression) -> [ActionUnit: Float] {
    let key = LuckKey(seed: 11, purpose: "expression tests")
    var sums: [ActionUnit: Float] = [:]
    for index in 0..<200 {
      var luck = key.luck(for: UInt64(index), epoch: 0)
      let actions = ActionUnits(drawing: expression, using: &luck)
      for unit in ActionUnit.allCases { sums[unit, default: 0] += actions[unit] / 200 }
    }
    return sums
  }

  @Test("the actions that define a class differ from neutral beyond noise", arguments: shown)
  func actions(expression: FaceExpression) throws {
    let own = means(of: expression)
    let neutral = means(of: .neutral)
    for unit in try #require(Self.defining[expression]) {
      #expect((own[unit] ?? 0) - (neutral[unit] ?? 0) > 0.25, "\(unit)")
    }
  }

  @Test("a neutral face shows little of any action")
  func neutralRests() {
    for (unit, mean) in means(of: .neutral) { #expect(mean < 0.2, "\(unit)") }
  }

  @Test("intensities spread, so that classes overlap", arguments: shown)
  func overlaps(expression: FaceExpression) throws {
    let key = LuckKey(seed: 12, purpose: "expression tests")
    let unit = try #require(Self.defining[expression]?.first)
    let amounts = (0..<300).map { index in
      var luck = key.luck(for: UInt64(index), epoch: 0)
      return ActionUnits(drawing: expression, using: &luck)[unit]
    }
    #expect(amounts.contains { $0 < 0.2 })
    #expect(amounts.contains { $0 > 0.8 })
    #expect(amounts.allSatisfy { (0...1.15).contains($0) })
  }

  @Test("as many values are drawn whatever the expression", arguments: 0..<20)
  func steadyDraws(index: Int) {
    let key = LuckKey(seed: 13, purpose: "expression tests")
    let next = FaceExpression.allCases.map { expression in
      var luck = key.luck(for: UInt64(index), epoch: 0)
      _ = ActionUnits(drawing: expression, using: &luck)
      return luck.nextUInt64()
    }
    #expect(Set(next).count == 1)
  }

  @Test("every subject's expressions look different from each other", arguments: 0..<8)
  func visible(subject: Int) throws {
    let renderer = try FaceRenderer(size: 48, color: .gray)
    let portraits = try FaceExpression.allCases.map {
      try renderer.render(.portrait(of: $0, seed: 21, subject: subject))
    }
    for first in portraits.indices {
      for second in portraits.indices where second > first {
        #expect(PixelDistance.mean(portraits[first], portraits[second]) > 0.4)
      }
    }
  }

  @Test("contempt is one-sided: the other side is another picture")
  func contempt() throws {
    let renderer = try FaceRenderer(size: 48, color: .gray)
    var scene = FaceScene.portrait(of: .contempt, seed: 21, subject: 0)
    let right = try renderer.render(scene)
    scene.actions.side = -1
    #expect(PixelDistance.mean(right, try renderer.render(scene)) > 0.5)
  }

  @Test(
    "class names mean expressions",
    arguments: [
      ("anger", FaceExpression.angry), ("Happiness", .happy), ("3_happy", .happy),
      ("joy", .happy), ("contempt", .contempt), ("NEUTRAL", .neutral), ("scared", .fear),
    ])
  func names(name: String, expression: FaceExpression) {
    #expect(FaceExpression(className: name) == expression)
    #expect(FaceExpression(className: "banana") == nil)
  }
}
