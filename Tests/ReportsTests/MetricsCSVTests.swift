import Core
import Evaluation
import Reports
import Testing

@Suite("metrics.csv")
struct MetricsCSVTests {
  @Test("it has every figure of report.json, with its interval, method and support, and no other")
  func complete() throws {
    let report = try DiagnosisTests.report([
      .val: try DiagnosisTests.drawn(DiagnosisTests.even),
      .test: try DiagnosisTests.drawn([[80, 20, 0], [4, 6, 0], [0, 0, 0]]),
    ])
    let lines = report.metricsCSV.split(separator: "\n").map(Self.fields)
    #expect(
      lines.first == [
        "split", "scope", "class", "metric", "value", "low", "high", "method", "support",
        "undefined",
      ])
    var count = 0
    for line in lines.dropFirst() {
      let scores = try #require(report.json["scores"]?[line[0]])
      let own: JSON?
      if line[1] == "overall" {
        own = scores["overall"]
        #expect(line[8] == scores["support"]?.intValue.map { String($0) })
      } else {
        own = scores["classes"]?.arrayValue?.first { $0["name"]?.stringValue == line[2] }
        #expect(line[8] == own?["support"]?.intValue.map { String($0) })
      }
      let block = try #require(own)
      #expect(Double(line[4]) == block[line[3]]?.doubleValue)
      let interval = block["intervals"]?[line[3]]?.arrayValue?.map(\.doubleValue)
      #expect([Double(line[5]), Double(line[6])] == interval ?? [nil, nil])
      #expect(line[7] == block["interval_methods"]?[line[3]]?.stringValue ?? "")
      #expect(line[9] == block["undefined"]?[line[3]]?.stringValue ?? "")
      count += 1
    }
    let figures = report.scores.reduce(0) { sum, scores in
      sum + scores.metrics.overall.count
        + scores.metrics.classes.reduce(0) { $0 + $1.figures.count }
    }
    #expect(count == figures && lines.contains { $0[9] != "" && $0[4] == "" })
  }

  /// The fields of a line whose quoted fields hold commas but no quotes.
  static func fields(_ line: Substring) -> [String] {
    var (fields, isQuoted) = ([""], false)
    for letter in line {
      if letter == "\"" {
        isQuoted.toggle()
      } else if letter == ",", !isQuoted {
        fields.append("")
      } else {
        fields[fields.count - 1].append(letter)
      }
    }
    return fields
  }
}
