// swift-tools-version: 6.2
import PackageDescription

/// Strict settings, the same on every Swift target.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

/// A Swift module of the house; its floor follows from what it may import.
func module(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The tests of one module.
func tests(of name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: [.byName(name: name), "TestSupport"] + dependencies,
    swiftSettings: strict)
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

let libraries = [
  "Core", "Archives", "Imaging", "Tensors", "Sampling", "DatasetCatalog", "Augmentation",
  "NeuralNetworks", "Evaluation", "Curation", "Layouts", "SyntheticFaces", "FaceDetection",
  "Reports", "Workbench",
]

let package = Package(
  name: "fer-data",
  products: [.executable(name: "fer-data", targets: ["fer-data"])]
    + libraries.map { .library(name: $0, targets: [$0]) },
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.0.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
  ],
  targets: [
    // Floor 0: one installed C library each, and our own C kernels.
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(
      name: "CTurboJPEG", pkgConfig: "libturbojpeg", providers: [.apt(["libturbojpeg0-dev"])]),
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(name: "CTIFF", pkgConfig: "libtiff-4", providers: [.apt(["libtiff-dev"])]),
    .systemLibrary(name: "CWebP", pkgConfig: "libwebp", providers: [.apt(["libwebp-dev"])]),
    .systemLibrary(name: "CGIF", providers: [.apt(["libgif-dev"])]),
    .target(name: "CPixelKernels"),
    .target(name: "CKernels"),
    .target(name: "CTransfer"),
    // Floor 1.
    module("Core", [crypto]),
    // Floor 2.
    module("Archives", ["Core", "CArchive"]),
    module(
      "Imaging", ["Core", "CTurboJPEG", "CPNG", "CTIFF", "CWebP", "CGIF", "CPixelKernels"]),
    module("Tensors", ["Core", "CKernels"]),
    module("Sampling", ["Core"]),
    module("DatasetCatalog", ["Core", grdb, sqlite]),
    // Floor 3.
    module("Augmentation", ["Core", "Imaging"]),
    module("NeuralNetworks", ["Core", "Tensors", "CKernels"]),
    module("Evaluation", ["Core"]),
    module("Curation", ["Core", "Imaging", "Tensors"]),
    module("Layouts", ["Core", "Archives"]),
    module("SyntheticFaces", ["Core", "Imaging"]),
    // Floor 4.
    module("FaceDetection", ["Core", "Imaging", "NeuralNetworks"]),
    module("Reports", ["Core", "Imaging", "Curation", "Evaluation"]),
    // Floor 5.
    module(
      "Workbench",
      [
        "Core", "Archives", "Imaging", "Tensors", "Sampling", "DatasetCatalog", "Augmentation",
        "NeuralNetworks", "Curation", "Evaluation", "Layouts", "SyntheticFaces", "FaceDetection",
        "Reports", "CTransfer", yams,
      ]),
    // Floor 7.
    .executableTarget(
      name: "fer-data", dependencies: ["Core", "Workbench", "Reports", argumentParser],
      swiftSettings: strict),
    // Tests.
    .target(
      name: "TestSupport", dependencies: ["Core"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(
      name: "TestSupportTests", dependencies: ["Core", "TestSupport"], swiftSettings: strict),
    .target(
      name: "Attacks", dependencies: ["Core"], path: "Attacks/Sources", swiftSettings: strict),
    .testTarget(
      name: "AttacksTests", dependencies: ["Attacks", "Core", "TestSupport", "fer-data"],
      swiftSettings: strict),
    tests(of: "Core", []),
    tests(of: "Archives", ["Core"]),
    tests(of: "Imaging", ["Core"]),
    tests(of: "Tensors", ["Core"]),
    tests(of: "Sampling", ["Core"]),
    tests(of: "DatasetCatalog", ["Core"]),
    tests(of: "Augmentation", ["Core", "Imaging"]),
    tests(of: "NeuralNetworks", ["Core", "Tensors", "CKernels"]),
    tests(of: "Evaluation", ["Core"]),
    tests(of: "Curation", ["Core", "Imaging"]),
    tests(of: "Layouts", ["Core", "Archives"]),
    tests(of: "SyntheticFaces", ["Core", "Imaging"]),
    tests(of: "FaceDetection", ["Core", "Imaging", "NeuralNetworks", "Archives"]),
    tests(of: "Reports", ["Core", "Imaging", "Curation", "Evaluation"]),
    tests(
      of: "Workbench",
      [
        "Core", "Archives", "Imaging", "Augmentation", "Tensors", "DatasetCatalog", "Curation",
        "SyntheticFaces", "Evaluation", "FaceDetection", "Reports",
      ]),
    .testTarget(
      name: "CommandLineTests", dependencies: ["Core", "TestSupport", "fer-data"],
      swiftSettings: strict),
  ],
  cLanguageStandard: .c11
)
