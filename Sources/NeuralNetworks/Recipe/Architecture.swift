/// The architectures that a recipe can name instead of listing blocks.
public enum Architecture: String, CaseIterable, Hashable, Sendable {
  /// Four stages of convolution, batch normalization, activation and 2x2 max pooling, the width doubling
  /// (1, 2, 4 and 8 times), one more convolution and the mean of each channel; images from 16×16.
  case vggSmall = "vgg-small"
  /// Eight convolutions with batch normalization, two for each of four widths (1, 2, 4 and 8 times), 2x2 max
  /// pooling between the widths, and the mean of each channel; images from 8×8.
  case vgg8
  /// The network of FER+ (Barsoum, Zhang, Canton Ferrer and Zhang, 2016): ten convolutions with bias, dropout
  /// after each pooling, two hidden linear layers of 16 times the width; no batch normalization, as published.
  case vgg13
  /// Ten weighted layers (He et al., 2016, figure 5 left) for images of 48×48: a 3x3 stem, then one residual
  /// block for each of four widths (1, 2, 4 and 8 times) at full, half, quarter and eighth size.
  case resnetSmall = "resnet-small"
  /// ResNet-18 (He et al., 2016) for small images: a 3x3 stem without pooling, as the networks for CIFAR and
  /// FER2013 have it, and two residual blocks for each of four widths.
  case resnet18
  /// mini-Xception (Arriaga, Valdenegro-Toro and Plöger, 2017; github.com/oarriaga/face_classification): a stem
  /// of two 3x3 convolutions, four residual modules of two depthwise separable convolutions and a 3x3 max
  /// pooling (2, 4, 8 and 16 times the width), a 3x3 convolution to the classes and the mean of each.
  ///
  /// The poolings are padded by one place on every side; Keras, where a side is even, pads only right and
  /// below.
  case miniXception = "mini-xception"
  /// Softmax regression on the pixels.
  case linear
  /// One hidden layer of 4 times the width.
  case mlp

  /// The channels of the first stage when a recipe does not say.
  public var defaultWidth: Int {
    switch self {
    case .miniXception: 8
    case .vgg13, .resnet18: 64
    case .vggSmall, .vgg8, .resnetSmall, .linear, .mlp: 32
    }
  }

  /// The rate of dropout before the last layer when a recipe does not say: none, or as published.
  public var defaultDropout: Double { self == .vgg13 ? 0.5 : 0 }
}
