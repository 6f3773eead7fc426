import Core
import NeuralNetworks
import Testing

@Suite("Built-in architectures")
struct ArchitectureTests {
  static func summary(
    _ name: String, channels: Int = 1, side: Int = 48, classes: Int = 7
  ) throws -> ModelSummary {
    let recipe = try Fixtures.recipe(#"{"model": {"architecture": "\#(name)"}}"#)
    return try ModelSummary(
      recipe: recipe, classCount: classes, channels: channels, height: side, width: side)
  }

  /// A published network: its parameters, and its multiply-adds in units of `unit`.
  struct Published: Sendable, CustomTestStringConvertible {
    var name: String
    var channels = 1
    var side = 48
    var classes = 7
    var parameters: Int
    var work: Int
    var unit = 1_000_000
    var testDescription: String { "\(name) at \(side)×\(side)" }
  }

  static let published = [
    // github.com/microsoft/FERPlus, src/models.py, VGG13: 64×64 gray, eight classes; 8.76 million.
    Published(
      name: "vgg13", side: 64, classes: 8, parameters: 8_757_704, work: 876),
    // github.com/kuangliu/pytorch-cifar, ResNet18: 11,173,962 parameters, 0.56 billion multiply-adds.
    Published(
      name: "resnet18", channels: 3, side: 32, classes: 10, parameters: 11_173_962, work: 555),
    // The network that this project's speeds are compared on: 1.2 million, 117 million.
    Published(name: "vgg8", parameters: 1_174_439, work: 117),
    // github.com/oarriaga/face_classification, src/models/cnn.py, mini_XCEPTION: Keras counts 56,951 trained
    // numbers for 64×64 gray images and seven classes.
    Published(name: "mini-xception", side: 64, parameters: 56_951, work: 10),
    Published(name: "mini-xception", parameters: 56_951, work: 55, unit: 100_000),
    // Parameters and work counted by hand.
    Published(name: "vgg13", parameters: 6_921_671, work: 493),
    Published(name: "resnet18", parameters: 11_171_271, work: 1247),
    Published(name: "resnet-small", parameters: 1_227_623, work: 142),
    Published(name: "vgg-small", parameters: 980_455, work: 38),
    Published(name: "linear", parameters: 48 * 48 * 7 + 7, work: 16, unit: 1000),
    Published(
      name: "mlp", parameters: 48 * 48 * 128 + 128 + 128 * 7 + 7, work: 296, unit: 1000),
  ]

  @Test("parameters and multiply-adds are the published ones", arguments: published)
  func counts(network: Published) throws {
    let summary = try Self.summary(
      network.name, channels: network.channels, side: network.side, classes: network.classes)
    #expect(summary.parameters == network.parameters)
    let work = (summary.multiplyAdds + network.unit / 2) / network.unit
    #expect(work == network.work, "\(summary.multiplyAdds)")
  }

  @Test("each can be named, takes a width, an activation and dropout, and survives being written")
  func settings() throws {
    for architecture in Architecture.allCases {
      let text =
        #"{"model": {"architecture": "\#(architecture.rawValue)", "width": 8, "activation": "silu", "dropout": 0.25}}"#
      let recipe = try Fixtures.recipe(text)
      #expect(
        recipe.model == Model(architecture, width: 8, activation: .silu, dropout: 0.25))
      #expect(try Fixtures.recipe(recipe.json.text()) == recipe)
      let plain = try Fixtures.recipe(
        #"{"model": {"architecture": "\#(architecture.rawValue)"}}"#)
      #expect(plain.model == Model(architecture))
    }
  }

  @Test("vgg13 drops a quarter after each pooling and a half after each hidden layer")
  func dropout() {
    let rates = Model(.vgg13).blocks.compactMap { block in
      if case .dropout(let rate) = block { rate } else { nil }
    }
    #expect(rates == [0.25, 0.25, 0.25, 0.25, 0.5, 0.5])
  }

  @Test("resnet18 keeps full size in its first stage and halves it three times")
  func sizes() throws {
    let summary = try Self.summary("resnet18")
    let sums = summary.layers.filter { $0.kind == "add" }.map { "\($0.output)" }
    #expect(
      sums == [
        "64×48×48", "64×48×48", "128×24×24", "128×24×24", "256×12×12", "256×12×12", "512×6×6",
        "512×6×6",
      ])
  }
}
