public import Core
internal import FaceDetection

/// A part of an image that was predicted: all of it, or a face.
public struct PredictedPart: Sendable {
  /// What part of the image it is.
  public enum Outcome: String, CaseIterable, Hashable, Sendable {
    /// All of it; no faces were looked for.
    case whole
    /// A face that was cut out.
    case cropped
    /// All of it: both sides are so small that it is a face crop already.
    case small
    /// All of it: a face fills it.
    case filled
    /// All of it: no face was found, and the shards' own crop kept such images.
    case noFace = "no-face"
  }

  /// What part it is.
  public let outcome: Outcome
  /// The face, where one was cut out or fills the image.
  let face: Face?
  /// The face's box in whole pixels of the upright image, where there is one.
  public var box: PixelBox? {
    face.map { face in
      func pixels(_ number: Int) -> Int { Int((Double(number) / Double(Face.unit)).rounded()) }
      return PixelBox(
        x: pixels(face.x), y: pixels(face.y), width: pixels(face.width),
        height: pixels(face.height))
    }
  }
  /// What was cut out.
  public let frame: CropFrame?
  /// The probability of each class, in the order of the classes.
  public let probabilities: [Float]

  /// The classes from the most to the least probable; of equal ones the first is ahead.
  public var order: [Int] {
    probabilities.indices.sorted { probabilities[$0] > probabilities[$1] }
  }
}

/// An image and what was predicted of it.
public struct PredictedImage: Sendable {
  /// The path, or the archive's path, a colon and the member.
  public let name: String
  /// The SHA-256 of the file, as `predictions.csv` and `rows.csv` have it; nil where it could not be read.
  public let contentID: ContentID?
  /// The width of the upright image, in pixels; 0 where it could not be decoded.
  public let width: Int
  /// The height of the upright image, in pixels; 0 where it could not be decoded.
  public let height: Int
  /// What was predicted: one part, or one a face; none where no face was found.
  public let parts: [PredictedPart]
  /// Why nothing could be predicted.
  public let failure: String?
}

/// What was predicted.
public struct PredictionSummary: Sendable {
  /// The classes in the order of the probabilities.
  public let classNames: [String]
  /// The images in the order they were named; in a folder by their paths.
  public private(set) var images: [PredictedImage] = []
  /// Files in folders and archives that are no images.
  public private(set) var passedOver = 0
  private let model: JSON

  init(_ model: TrainedModel) { (classNames, self.model) = (model.classNames, model.json) }

  /// Images that could not be predicted.
  public var failures: Int { images.count { $0.failure != nil } }
  /// Images in which no face was found, so that there is nothing to predict.
  public var withoutFace: Int { images.count { $0.failure == nil && $0.parts.isEmpty } }

  /// Adds an image, whose probabilities come first in a list; returns how many numbers it took.
  mutating func add(
    _ name: String, _ prepared: PreparedImage, probabilities: ArraySlice<Float>
  ) -> Int {
    if prepared.isPassedOver {
      passedOver += 1
      return 0
    }
    let (classes, start) = (classNames.count, probabilities.startIndex)
    let parts = prepared.parts.enumerated().map { number, part in
      PredictedPart(
        outcome: part.outcome, face: part.face, frame: part.frame,
        probabilities: Array(
          probabilities[start + number * classes..<start + (number + 1) * classes]))
    }
    images.append(
      PredictedImage(
        name: name, contentID: prepared.contentID, width: prepared.width,
        height: prepared.height, parts: parts, failure: prepared.failure))
    return parts.count * classes
  }

  /// For programs: an object for every image, and which network spoke.
  public var json: JSON {
    [
      "failures": .integer(failures), "images": .array(images.map(json)), "model": model,
      "passed_over": .integer(passedOver),
    ]
  }

  private func json(_ image: PredictedImage) -> JSON {
    var members: [String: JSON] = [
      "image": .string(image.name), "predictions": .array(image.parts.map(json)),
    ]
    if let failure = image.failure { members["error"] = .string(failure) }
    members["sha256"] = image.contentID.map { .string($0.digest.hex) }
    if image.width > 0 {
      (members["width"], members["height"]) = (.integer(image.width), .integer(image.height))
    }
    return .object(members)
  }

  private func json(_ part: PredictedPart) -> JSON {
    // The shortest decimals of the single-precision number, as predictions.csv has them.
    let shares = zip(classNames, part.probabilities).map { name, share in
      (name, JSON.number(Double(share.description) ?? Double(share)))
    }
    var members: [String: JSON] = [
      "outcome": .string(part.outcome.rawValue),
      "predicted": .string(classNames[part.order.first ?? 0]),
      "probabilities": .object(Dictionary(shares) { first, _ in first }),
    ]
    members["face"] = part.face?.json
    members["frame"] = part.frame.map(\.json)
    return .object(members)
  }
}
