internal import Core
internal import Workbench

extension RunRecordSummary: Printable {
  var text: String {
    (["\(folder): what run.json has, which no digest covers"]
      + facts.map { fact in
        "  \(fact.name)\(String(repeating: " ", count: max(1, 24 - fact.name.count)))\(fact.value)"
      }).joined(separator: "\n")
  }
}
