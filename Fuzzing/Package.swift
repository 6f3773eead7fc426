// swift-tools-version: 6.2
import PackageDescription

// The whole build is instrumented from the command line: see README.md.
let package = Package(
  name: "fer-data-fuzzing",
  dependencies: [.package(name: "fer-data", path: "..")],
  targets: [
    .executableTarget(
      name: "ImportFuzzer",
      dependencies: [
        .product(name: "Core", package: "fer-data"),
        .product(name: "Archives", package: "fer-data"),
        .product(name: "Imaging", package: "fer-data"),
        .product(name: "Layouts", package: "fer-data"),
      ],
      swiftSettings: [
        .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"), .treatAllWarnings(as: .error),
      ])
  ]
)
