/// The assignment problem: the one column for each row with the largest sum.
///
/// Kuhn's Hungarian method with shortest augmenting paths and potentials (Jonker and Volgenant, 1987), in whole
/// numbers: exact, O(K³).
enum BestAssignment {
  /// The column of each row of a square table, such that the sum of the chosen values is the largest there is.
  static func maximizing(_ values: [[Int]]) -> [Int] {
    let count = values.count
    // Row and column 0 are borders; costs are negated values.
    var (rowPotential, columnPotential) = (
      Array(repeating: 0, count: count + 1), Array(repeating: 0, count: count + 1)
    )
    var rowOfColumn = Array(repeating: 0, count: count + 1)
    var previous = Array(repeating: 0, count: count + 1)
    for row in 0..<count {
      rowOfColumn[0] = row + 1
      var column = 0
      var distances = Array(repeating: Int.max, count: count + 1)
      var isDone = Array(repeating: false, count: count + 1)
      repeat {
        isDone[column] = true
        let current = rowOfColumn[column]
        var (next, step) = (0, Int.max)
        for other in 1..<count + 1 where !isDone[other] {
          let reduced =
            -values[current - 1][other - 1] - rowPotential[current] - columnPotential[other]
          if reduced < distances[other] { (distances[other], previous[other]) = (reduced, column) }
          if distances[other] < step { (next, step) = (other, distances[other]) }
        }
        for other in 0..<count + 1 {
          if isDone[other] {
            rowPotential[rowOfColumn[other]] += step
            columnPotential[other] -= step
          } else if distances[other] < Int.max {
            distances[other] -= step
          }
        }
        column = next
      } while rowOfColumn[column] != 0
      repeat {
        rowOfColumn[column] = rowOfColumn[previous[column]]
        column = previous[column]
      } while column != 0
    }
    var columns = Array(repeating: 0, count: count)
    for column in 1..<count + 1 { columns[rowOfColumn[column] - 1] = column - 1 }
    return columns
  }
}
