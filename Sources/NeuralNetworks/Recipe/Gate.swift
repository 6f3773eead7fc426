/// How squeeze-and-excitation turns a number into a factor between 0 and 1.
public enum Gate: String, CaseIterable, Hashable, Sendable {
  /// 1 / (1 + e^-z), as in Hu, Shen and Sun (2018).
  case sigmoid
  /// z / 6 + 1 / 2, cut off at 0 and 1, as in MobileNetV3 (Howard et al., 2019).
  case hardSigmoid = "hard-sigmoid"

  /// The number the kernels know it by.
  package var kernelKind: Int32 { self == .sigmoid ? 0 : 1 }
}
