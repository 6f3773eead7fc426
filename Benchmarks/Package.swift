// swift-tools-version: 6.2
import PackageDescription

// Speed of pixels beside peers: see README.md. Not part of the product's build.
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
      swiftSettings: [
        .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"), .treatAllWarnings(as: .error),
      ])
  ]
)
