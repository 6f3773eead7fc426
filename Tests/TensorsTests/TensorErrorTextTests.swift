import Core
import Tensors
import Testing

@Suite("Texts of tensor errors")
struct TensorErrorTextTests {
  @Test(
    "each says what was wrong and what to do",
    arguments: [
      (
        TensorError.malformed(path: "a.safetensors", .hole(tensor: "t")),
        "'a.safetensors' is not a sound safetensors file: there are unused bytes before tensor "
          + "'t'; write or copy it again"
      ),
      (
        .badTensorName("t"),
        "the tensor name 't' is reserved or used twice; give each tensor a name of its own"
      ),
      (
        .tensorTooLarge(name: "t"),
        "tensor 't' has a negative dimension or is too large; check its shape"
      ),
      (
        .tensorBytes(name: "t", expected: 8, given: 4),
        "tensor 't' needs 8 bytes and was given 4; check its shape"
      ),
      (
        .headerTooLarge(bytes: 2, limit: 1),
        "the header would have 2 bytes, more than the format's 1; shorten the metadata"
      ),
      (
        .missingTensor(path: "p", name: "t"),
        "'p' has no tensor 't'; check that it is the right kind of file"
      ),
      (
        .wrongTensor(path: "p", name: "t", expected: "F64"),
        "tensor 't' of 'p' is not F64; check that it is the right kind of file"
      ),
      (
        .badMetadata(path: "p", key: "mean"),
        "the metadata of 'p' has no readable 'mean'; write the shards again"
      ),
      (
        .reservedMetadata(key: "mean"),
        "the metadata key 'mean' belongs to the shard format; choose another name"
      ),
      (
        .badLayout(reason: "0 classes"),
        "no shard can be laid out: 0 classes; check the size and the classes"
      ),
      (
        .badRow(row: 3, reason: "label 9 of 7 classes"),
        "row 3 does not fit its shard: label 9 of 7 classes; check the pipeline's output size"
      ),
      (
        .rowMissing(row: 3),
        "row 3 of the shard was never set; set every row before finishing it"
      ),
      (
        .noIndex(folder: "shards"),
        "'shards' has no index.json, so it holds no finished shards; run fer-data shards again"
      ),
      (
        .badIndex(path: "p", reason: "it has no taxonomy"),
        "'p' is not a sound shard index: it has no taxonomy; run fer-data shards again"
      ),
      (
        .noShards(folder: "shards", split: .val),
        "'shards' has no val shards; run fer-data shards again"
      ),
      (
        .inconsistentShard(path: "p", reason: "it has 2 rows and the index says 3"),
        "'p' does not belong to its set: it has 2 rows and the index says 3; run fer-data verify "
          + "on the folder"
      ),
    ])
  func text(error: TensorError, text: String) {
    #expect("\(error)" == text)
  }
}
