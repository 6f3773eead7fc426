import Core
import Sampling
import Testing

@Suite("The texts of sampling errors")
struct SamplingErrorTests {
  static let key = SampleKey(.sha256(of: ""))
  static let hex = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

  @Test(
    "each says what was wrong, then what to do",
    arguments: [
      (
        SamplingError.shareOutOfRange(.val, -1),
        "the share of val is -1.0; give a number from 0 to 1"
      ),
      (.sharesSum(0.5), "the shares of train, val and test add up to 0.5; make them add up to 1"),
      (
        .labelOutOfRange(label: 7, classCount: 7, key: key),
        "sample \(hex) has class number 7, but the taxonomy has 7 classes; "
          + "import it again with the taxonomy it belongs to"
      ),
      (
        .groupOutOfRange(group: 9, sampleCount: 3, key: key),
        "sample \(hex) is in group 9, outside 0..<3; number groups from 0"
      ),
      (
        .sampleInTwoGroups(key),
        "sample \(hex) lies in two groups, so it could land on two sides of a split; "
          + "join the groups of equal samples first"
      ),
      (
        .countMismatch(what: "classes", count: 1, expected: 2),
        "there are 1 classes for 2 samples; give one for each"
      ),
      (
        .targetOutOfRange(0),
        "the balancing target is 0; give the number of rows a class shall have, 1 or more"
      ),
      (
        .tooManyCopies(count: 5, limit: 4),
        "oversampling would make 5 copies, more than the limit of 4; choose a lower target"
      ),
      (
        .betaOutOfRange(1),
        "beta is 1.0; give a number from 0 up to, but not including, 1, such as 0.999"
      ),
      (
        .balancedTwice,
        "balancing and class weights both correct for rare classes; "
          + "use one of them, or allow both with stack-weights"
      ),
      (
        .weightedTwice,
        "the balancing is class weights already; give the weights there or as class-weights, not twice"
      ),
      (
        .emptyFold(fold: 3, folds: 5, groups: 4),
        "fold 3 of 5 would be empty, since there are only 4 groups of samples that stay together, or one of "
          + "them is too large; use fewer folds"
      ),
    ])
  func text(error: SamplingError, expected: String) {
    #expect(error.description == expected)
  }
}
