internal import Core
internal import NeuralNetworks
internal import Tensors

/// Refuses class weights of a recipe that would correct an imbalance which the shards have corrected already.
enum DoubleWeighting {
  /// Looks at how the shards were balanced, as their index tells.
  ///
  /// Weights that are written out, class by class, are meant as they stand and pass.
  static func check(_ recipe: Recipe, _ index: ShardIndex) throws(WorkbenchError) {
    guard recipe.classWeights.correctsImbalance else { return }
    let settings = index.provenance["settings"]
    let balance = settings?["balance"]?["method"]?.stringValue ?? "none"
    let weights = settings?["class-weights"]?["method"]?.stringValue ?? "none"
    let (did, instead): (String, String)
    if weights != "none" {
      (did, instead) = ("carry class weights (\(weights))", "--class-weights none")
    } else if balance != "none" {
      (did, instead) = ("were balanced (\(balance))", "--balance none")
    } else {
      return
    }
    throw .problem(
      "the shards \(did), and the recipe's class-weights would correct the same imbalance once more; "
        + "remove the recipe's, or write the shards with \(instead)")
  }
}
