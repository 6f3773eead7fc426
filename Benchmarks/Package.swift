// swift-tools-version: 6.2
import PackageDescription

// Speed of pixels and of networks beside peers: see README.md. Not part of the product's build.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"), .treatAllWarnings(as: .error),
]

let package = Package(
  name: "fer-data-benchmarks",
  dependencies: [.package(name: "fer-data", path: "..")],
  targets: [
    .executableTarget(
      name: "pixel-bench",
      dependencies: [
        .product(name: "Core", package: "fer-data"),
        .product(name: "Imaging", package: "fer-data"),
        .product(name: "Augmentation", package: "fer-data"),
      ],
      path: "Sources/PixelBench",
      swiftSettings: strict),
    .executableTarget(
      name: "training-bench",
      dependencies: [
        .product(name: "Core", package: "fer-data"),
        .product(name: "Tensors", package: "fer-data"),
        .product(name: "NeuralNetworks", package: "fer-data"),
      ],
      path: "Sources/TrainingBench",
      swiftSettings: strict),
    .executableTarget(
      name: "score-bench",
      dependencies: [
        .product(name: "Core", package: "fer-data"),
        .product(name: "Evaluation", package: "fer-data"),
      ],
      path: "Sources/ScoreBench",
      swiftSettings: strict),
  ]
)
