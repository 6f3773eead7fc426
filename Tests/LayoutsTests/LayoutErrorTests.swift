import Core
import Layouts
import Testing

@Suite("Every layout error is one sentence with its remedy")
struct LayoutErrorTests {
  private static let texts: [(LayoutError, String)] = [
    (
      .unknownTarget(folder: "x", target: "hapy", taxonomy: "fer7", nearest: "happy"),
      "--map x=hapy names no class of the taxonomy “fer7”; the nearest is “happy”"
    ),
    (
      .unknownTarget(folder: "x", target: "q", taxonomy: "fer7", nearest: nil),
      "--map x=q names no class of the taxonomy “fer7”; use one of its class names"
    ),
    (
      .contradiction(folder: "x", first: "happy", second: "sad"),
      "“x” is mapped to both “happy” and “sad”; keep one of the two"
    ),
    (
      .unknownLayout(name: "q", nearest: nil, known: ["a", "b"]),
      "--layout q names no layout; use one of a, b"
    ),
    (
      .notThisLayout(layout: "raf-db", missing: "file label.txt"),
      "the source is not laid out as “raf-db”: it has no file label.txt; leave --layout away to have the layout detected"
    ),
    (
      .damagedTable(path: "a.csv", row: 3, reason: "it is torn"),
      "a.csv#3: it is torn; repair the row or fetch the file again"
    ),
    (
      .longRecord(path: "a.csv", row: 3, limit: 16 << 20),
      "a.csv#3 is longer than 16 MiB; look for a quote that is never closed"
    ),
    (
      .notATable(path: "a.csv", what: "a web page", remedy: "fetch it"),
      "a.csv is a web page; fetch it"
    ),
    (
      .unknownDialect(name: "fer", nearest: "fer2013", known: []),
      "--dialect fer names no dialect; the nearest is “fer2013”"
    ),
    (
      .unknownDialect(name: "q", nearest: nil, known: ["a"]),
      "--dialect q names no dialect; use one of a, or a list such as 0=angry,1=disgust"
    ),
    (
      .badDialect(text: "0=", reason: "code 0 has no word"),
      "--dialect 0= cannot be read: code 0 has no word; write it as 0=angry,1=disgust"
    ),
    (
      .dialectNeedsTaxonomy(name: "taxonomy"),
      "--dialect taxonomy is about a taxonomy's classes, and none is given; add --taxonomy NAME"
    ),
    (
      .ambiguousCodes(path: "a.csv", codes: "0, 1", likely: "fer2013"),
      "a.csv labels by bare codes (0, 1), which mean another emotion in every dataset; their counts look like fer2013: if so, use --dialect fer2013"
    ),
    (
      .ambiguousCodes(path: "a.csv", codes: "0, 1", likely: nil),
      "a.csv labels by bare codes (0, 1), which mean another emotion in every dataset; say what they mean with --dialect NAME or --dialect 0=angry,1=disgust,…"
    ),
    (
      .otherDialect(path: "a.csv", dialect: "x", reason: "r", likely: "y"),
      "the codes of a.csv are not those of the dialect “x”: r; use --dialect y, or --dialect x if they are after all"
    ),
    (
      .otherDialect(path: "a.csv", dialect: "x", reason: "r", likely: "y", isExcluded: true),
      "the codes of a.csv are not those of the dialect “x”: r; use --dialect y"
    ),
    (
      .longRecord(path: "a.csv", row: 0, limit: 16 << 20),
      "the header of a.csv is longer than 16 MiB; look for a quote that is never closed"
    ),
    (
      .unknownRole(name: "pth", nearest: "path", known: ["path"]),
      "--column pth=… names no role of a column; the nearest is “path”"
    ),
    (
      .unknownRole(name: "q", nearest: nil, known: ["path", "label"]),
      "--column q=… names no role of a column; use one of path, label"
    ),
    (.noLabels(what: "it says nothing", remedy: "add words"), "it says nothing; add words"),
    (
      .unknownColumn(path: "a.csv", role: "path", column: "q", known: ["a", "b"]),
      "a.csv has no column “q” for the path; its columns are a, b"
    ),
    (
      .votesMismatch(votes: "v", table: "t", reason: "r"),
      "v does not belong to t: r; votes are joined by position, so take both files in their original order"
    ),
    (
      .taxonomyLacks(emotions: ["contempt"], taxonomy: "fer7"),
      "FER+'s votes are about eight emotions, and the taxonomy “fer7” has no class for contempt; use --taxonomy ferplus8 in a workspace of its own"
    ),
    (
      .badClaim(reason: "it is no object"),
      "the stored claim cannot be read: it is no object; import the source again"
    ),
  ]

  @Test("the texts", arguments: texts)
  func speaks(error: LayoutError, text: String) { #expect(error.description == text) }

  @Test(
    "bad dialects are refused",
    arguments: ["q", "fer2031", "0=", "a=angry", "0=angry,0=sad", "taxonomy", "0=angry,"])
  func refuses(text: String) {
    #expect(throws: LayoutError.self) { try Dialect.named(text) }
  }
}
