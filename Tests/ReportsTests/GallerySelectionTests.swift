import Core
import Evaluation
import Reports
import Testing

@Suite("The choice of pictures")
struct GallerySelectionTests {
  @Test("it is what sorting all rows gives", arguments: [1, 2, 17, 400])
  func sorted(count: Int) throws {
    let predictions = try SampleReport.predictions(
      counts: [count, count / 2, count / 3], skill: 0.7, classNames: ["a", "b", "c"],
      seed: UInt64(count))
    let rows = Array(0..<predictions.count)
    func ordered(_ rows: [Int], by score: (Int) -> Float) -> [Int] {
      rows.sorted {
        score($0) != score($1)
          ? score($0) > score($1) : predictions.keys[$0] < predictions.keys[$1]
      }
    }
    func confidence(_ row: Int) -> Float {
      predictions.probability(row: row, of: predictions.predictedClass(row: row))
    }
    let wrong = rows.filter { predictions.predictedClass(row: $0) != predictions.labels[$0] }
    var expected: [(GallerySelection.Kind, [Int])] = [
      (
        .confidentMistakes,
        Array(ordered(wrong, by: confidence).prefix(GallerySelection.mistakes))
      ),
      (
        .ambiguous,
        Array(
          ordered(rows) { row in
            let top = (0..<3).map { predictions.probability(row: row, of: $0) }.sorted(by: >)
            return top[1] - top[0]
          }.prefix(GallerySelection.ambiguous))
      ),
    ]
    for label in 0..<3 {
      let right = rows.filter {
        predictions.labels[$0] == label && predictions.predictedClass(row: $0) == label
      }
      expected.append((.best(label: label), Array(ordered(right, by: confidence).prefix(4))))
    }
    let groups = GallerySelection(predictions).groups
    let filled = expected.filter { !$0.1.isEmpty }
    #expect(groups.map(\.kind) == filled.map(\.0))
    #expect(groups.map(\.rows) == filled.map(\.1))
  }

  @Test("the order of the rows does not matter, only their keys do")
  func orderless() throws {
    let predictions = try SampleReport.predictions(
      counts: [60, 50], skill: 0.6, classNames: ["a", "b"], seed: 3)
    let reversed = Array((0..<predictions.count).reversed())
    let other = try predictions.subset(reversed)
    let (first, second) = (GallerySelection(predictions), GallerySelection(other))
    #expect(
      first.groups.map { $0.rows.map { predictions.keys[$0] } }
        == second.groups.map { $0.rows.map { other.keys[$0] } })
  }

  @Test("its size is bounded whatever the number of classes")
  func bounded() throws {
    let names = (0..<60).map { "class \($0)" }
    let predictions = try SampleReport.predictions(
      counts: [Int](repeating: 20, count: 60), skill: 0.9, classNames: names, seed: 1)
    let most = GallerySelection.mistakes + GallerySelection.ambiguous + GallerySelection.best
    #expect(GallerySelection(predictions).rows.count <= most)
    let none = try Predictions(probabilities: [], labels: [], keys: [], classNames: ["a", "b"])
    #expect(GallerySelection(none).groups.isEmpty && GallerySelection(none).rows.isEmpty)
  }
}
