import Core
import Reports
import Testing

@Suite("A page of a report")
struct ReportPageTests {
  static func pages() throws -> [(name: String, html: String)] { try all.get() }

  /// Drawn once: they are the same each time.
  private static let all = Result {
    [
      ("evaluation", try SampleReport.standard.get().html(try SampleReport.standardExhibits.get())),
      ("without exhibits", try SampleReport.standard.get().html),
      ("audit", try SampleAudit.make().html),
      ("tune", TuneReportTests.report().html),
    ]
  }

  @Test("it is well-formed, without scripts, handlers or anything from elsewhere")
  func wellFormed() throws {
    for (name, html) in try Self.pages() {
      let checker = MarkupChecker(html)
      #expect(checker.problems == [], "\(name)")
      for word in ["<script", "<link", "http", "url(", " onload", " onclick", "@import"] {
        #expect(!html.contains(word), "\(name): \(word)")
      }
      #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
      #expect(html.contains("prefers-color-scheme:dark") && html.contains("@media print"))
    }
  }

  @Test("whatever is referred to by its id is there")
  func references() throws {
    for (name, html) in try Self.pages() {
      let ids = MarkupChecker(html).ids.keys
      for attribute in ["href=\"#", "aria-labelledby=\""] {
        for start in html.ranges(of: attribute) {
          for id in html[start.upperBound...].prefix(while: { $0 != "\"" }).split(separator: " ") {
            #expect(ids.contains(String(id)), "\(name): \(id)")
          }
        }
      }
      #expect(html.contains("<a class=\"skip\" href=\"#content\">"))
    }
  }

  @Test("headings go down by one level at a time, and each section is in the contents")
  func headings() throws {
    for (name, html) in try Self.pages() {
      var level = 0
      for start in html.ranges(of: /<h[1-6][ >]/) {
        let next = Int(String(html[html.index(start.lowerBound, offsetBy: 2)])) ?? 0
        #expect(next <= level + 1, "\(name): h\(next) after h\(level)")
        level = next
      }
      #expect(html.ranges(of: "<h1").count == 1, "\(name)")
      let nav = try #require(html.firstRange(of: /<nav[\s\S]*<\/nav>/))
      #expect(
        html[nav].ranges(of: "<a ").count == html.ranges(of: "<h2 id=").count, "\(name)")
    }
  }

  @Test("a chart has a title, a description and a table behind it")
  func tablesBehindCharts() throws {
    for (_, html) in try Self.pages().prefix(2) {
      var charts = 0
      for start in html.ranges(of: "<figure>") {
        let figure = html[start.upperBound...]
        let end = try #require(figure.firstRange(of: "</figure>")).lowerBound
        let body = figure[..<end]
        let drawn = body.ranges(of: "<svg").count
        charts += drawn
        #expect(drawn > 0 && body.contains("<details") && body.contains("<table"))
        #expect(body.ranges(of: "<desc").count == drawn)
        #expect(body.ranges(of: "role=\"img\"").count == drawn)
      }
      #expect(charts == html.ranges(of: "<svg").count)
    }
  }

  @Test("header cells have a scope, pictures a text instead, wide tables a name")
  func accessible() throws {
    for (name, html) in try Self.pages() {
      #expect(html.ranges(of: /<th[ >]/).count == html.ranges(of: "<th scope=").count, "\(name)")
      #expect(html.ranges(of: "<img ").count == html.ranges(of: /<img [^>]*alt="[^"]+"/).count)
      #expect(
        html.ranges(of: "class=\"scroll\"").count
          == html.ranges(of: /class="scroll" tabindex="0" role="region" aria-label="[^"]+"/).count)
    }
  }

  @Test("names of classes and files from outside cannot break out of it")
  func escaping() throws {
    let names = ["<b>", "a&b", "\"q\"", "'s", "]]>", "<script>alert(1)</script>", "\u{1}x"]
    let html = try SampleReport.make(
      title: "</title><script>x</script>", classNames: names, command: "x </pre><script>"
    ).html(try SampleReport.exhibits(classNames: names, member: "a/\"><script>b/<img src=x>.jpg"))
    let checker = MarkupChecker(html)
    #expect(checker.problems == [])
    #expect(checker.tags["script"] == nil)
    #expect(!html.contains("<b>&lt;b&gt;</b>:") && !html.contains("<img src=x"))
    #expect(!html.unicodeScalars.contains("\u{1}"))
  }

  @Test("the page is the same to the byte each time, small, and pinned")
  func pinned() throws {
    let html = try #require(try Self.pages().first).html
    // Bars and confusions of two splits, seven classes twice, two reliabilities, three courses, the balance.
    #expect(html.ranges(of: "<svg").count == 4 + 14 + 2 + 3 + 1)
    #expect(try SampleReport.make().html(try SampleReport.exhibits()) == html)
    #expect(html.utf8.count < 400_000)
    #expect(Digest.sha256(of: html).hex == Self.digest)
  }

  static let digest = "036719548030a92f294a297fa1e231c534ecda38f4f604adff0a5a6beddd131f"
}
