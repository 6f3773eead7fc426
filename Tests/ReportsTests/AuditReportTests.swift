import Core
import Curation
import Imaging
import Reports
import Testing

@Suite("The audit report")
struct AuditReportTests {
  @Test("it is well-formed, in one file, without scripts or links to elsewhere")
  func wellFormed() throws {
    let html = try SampleAudit.make().html
    let checker = MarkupChecker(html)
    #expect(checker.problems == [])
    #expect(checker.tags["script"] == nil && checker.tags["link"] == nil)
    #expect(!html.contains("http") && !html.contains("url("))
    #expect(checker.tags["img"] == 4)
    #expect(checker.tags["desc"] == checker.tags["svg"])
  }

  @Test("what is gravest stands first, and the alarm before all")
  func order() throws {
    let report = try SampleAudit.make()
    #expect(report.headline.count == 2)
    #expect(
      report.headline[0].hasPrefix("1 of 20 test samples (5.0\u{a0}%) show a picture or a person"))
    let html = report.html
    func place(_ text: String) throws -> String.Index {
      try #require(html.firstRange(of: text), "\(text)").lowerBound
    }
    let order = try [
      "class=\"alarm\"", "class=\"headline\"", "id=\"leak\"", "id=\"quality\"",
      "id=\"wrong-label\"",
      "id=\"drift\"", "id=\"balance\"",
    ].map(place)
    #expect(order == order.sorted())
    #expect(try SampleAudit.make(warnings: []).html.contains("class=\"alarm\"") == false)
  }

  @Test(
    "every finding stands with its measure, its threshold, why, and the command that acts on it")
  func evidence() throws {
    let html = try SampleAudit.make().html
    for text in [
      "99th percentile of brightness below 0.320", "threshold 0.320", Check.dark.why,
      "fer-data curate exclude --issue dark", "fer-data split --repair", "predicted happy",
      "width:95%",
    ] { #expect(html.contains(text), "\(text)") }
    #expect(!html.contains("<10>"), "names are escaped")
  }

  @Test("there is a sheet for each kind of evidence, and its bytes stay")
  func sheets() throws {
    let report = try SampleAudit.make()
    let sheets = try report.sheets()
    #expect(
      sheets.map(\.name) == [
        "audit-leak", "audit-quality", "audit-histograms", "audit-wrong-label",
      ])
    #expect(try report.sheets().map(\.image) == sheets.map(\.image))
    #expect(sheets.allSatisfy { $0.image.width > 200 && $0.image.height > 100 })
  }
}
