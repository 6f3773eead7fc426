public import Imaging

/// What can be wrong with a request for drawn faces.
public enum SyntheticFacesError: Error, Hashable, Sendable {
  /// The size of a picture cannot be drawn.
  case size(Int)
  /// The number of images a class is out of range.
  case perClass(Int, limit: Int)
  /// The number of subjects is out of range.
  case subjects(Int, perClass: Int)
  /// A class of the taxonomy is no expression that can be drawn.
  case unknownExpression(className: String, taxonomy: String)
  /// Two classes of the taxonomy mean the same expression.
  case repeatedExpression(first: String, second: String, expression: FaceExpression)
  /// A class name cannot be a folder's name.
  case folderName(String)
  /// The defects asked for are fewer than none or more than the images.
  case tooManyDefects(perThousand: Int)
  /// A picture could not be made or encoded.
  case image(ImageError)
}

extension SyntheticFacesError: CustomStringConvertible {
  /// One sentence: what was wrong, then what to do about it.
  public var description: String {
    switch self {
    case .size(let size):
      "faces of \(size) pixels cannot be drawn; choose a size from "
        + "\(FaceRenderer.sizes.lowerBound) to \(FaceRenderer.sizes.upperBound)"
    case .perClass(let count, let limit):
      "\(count) images a class cannot be drawn; choose a number from 1 to \(limit)"
    case .subjects(let count, let perClass):
      "\(count) subjects do not fit \(perClass) images a class, because every subject shows every "
        + "class; choose a number of subjects from 1 to \(min(perClass, SyntheticDataset.maximumSubjects))"
    case .unknownExpression(let name, let taxonomy):
      "the class \"\(name)\" of the taxonomy \"\(taxonomy)\" is no expression that can be drawn; "
        + "use classes that mean one of "
        + FaceExpression.allCases.map(\.rawValue).joined(separator: ", ")
    case .repeatedExpression(let first, let second, let expression):
      "the classes \"\(first)\" and \"\(second)\" both mean \(expression.rawValue), so they would "
        + "look the same; keep one of them"
    case .folderName(let name):
      "the class name \"\(name)\" cannot be a folder's name; rename the class"
    case .tooManyDefects(let share):
      "\(share) defects for a thousand images cannot be planted; use shares of 0 to 1000 in all"
    case .image(let error):
      "a face could not be made into an image: \(error)"
    }
  }
}
