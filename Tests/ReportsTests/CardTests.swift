import Core
import Evaluation
import Reports
import Testing

@Suite("Cards")
struct CardTests {
  static func facts(_ certificate: JSON?, leaked: Int = 0) -> DatasetCard.Facts {
    DatasetCard.Facts(
      dataset: DatasetFacts(
        sources: [
          .init(
            name: "a|b.tar", digest: .sha256(of: "archive"), accepted: 1_500, rejected: 2,
            ignored: 1)
        ],
        taxonomy: "drawn", counts: [[700, 300], [150, 100], [150, 100]], certificate: certificate),
      classNames: ["happy", "<sad>"],
      files: [(name: "train-00000-of-00001.safetensors", rows: 1_000)],
      pipeline: ["size": 48], augmentation: ["name": "standard"], leaked: leaked, digest: "0123",
      version: "0.1.0")
  }

  @Test("a dataset card begins with the Hub's metadata")
  func datasetMetadata() {
    let card = DatasetCard(name: "Faces: \"a\"\n---", license: "unknown", facts: Self.facts(nil))
    #expect(
      card.markdown.hasPrefix(
        """
        ---
        license: "unknown"
        pretty_name: "Faces: \\"a\\"\\n---"
        task_categories:
        - "image-classification"
        task_ids:
        - "multi-class-image-classification"
        tags:
        - "facial-expression-recognition"
        - "emotion-recognition"
        - "safetensors"
        size_categories:
        - "1K<n<10K"
        ---

        # Faces: "a" ---

        1,500 images
        """))
  }

  @Test("a dataset card says whether the split leaks, and by how much")
  func leaks() {
    func card(_ certificate: JSON?, _ leaked: Int = 0) -> String {
      DatasetCard(name: "n", license: "mit", facts: Self.facts(certificate, leaked: leaked))
        .markdown
    }
    let dirty = card(["origin": "official", "clean": false, "groups": 1_400], 31)
    #expect(dirty.contains("The split is the dataset's own. There are 1,400 groups"))
    #expect(
      dirty.contains("**It leaks**: 31 different test images share a group with train or val."))
    let clean = card(["origin": "dealt", "clean": true])
    #expect(clean.contains("No group lies in two splits.") && !clean.contains("leaks**"))
    #expect(card(nil).contains("Nothing is recorded"))
    #expect(!clean.contains("The license is not known"))
    #expect(clean.contains("| \\<sad\\> | 300 | 100 | 100 |") && clean.contains("a\\|b.tar"))
  }

  @Test("a model card has the scores with their intervals, in the table and in the metadata")
  func model() throws {
    let report = try SampleReport.standard.get()
    let text = ModelCard(name: "Baseline", license: "unknown", report: report.json).markdown
    let test = try #require(report.metrics(.test))
    let accuracy = try #require(test.accuracy.value)
    #expect(text.hasPrefix("---\nlicense: \"unknown\"\nlibrary_name: \"fer-data\"\n"))
    #expect(
      text.contains(
        """
        model-index:
        - name: "Baseline"
          results:
          - task:
              type: "image-classification"
            dataset:
              type: "fer2013.tar"
              name: "fer2013.tar"
              split: "test"
            metrics:
            - type: "accuracy"
              value: \(accuracy.description)
              name: "Accuracy"
        """))
    #expect(text.contains("name: \"fer2013.tar, leak-free part\""))
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| test") }
    #expect(rows.count == 2 && rows.allSatisfy { $0.contains("–") })
    for finding in report.findings { #expect(text.contains(finding.sentence.prefix(20))) }
  }

  @Test("every card says what such data cannot tell")
  func limits() throws {
    let cards = [
      DatasetCard(name: "n", license: "mit", facts: Self.facts(nil)).markdown,
      ModelCard(name: "n", license: "mit", report: try SampleReport.standard.get().json).markdown,
    ]
    for card in cards {
      for word in [
        "opinions", "what a person feels", "Posed", "Who is in it", "decisions about people",
      ] {
        #expect(card.contains(word), "\(word)")
      }
    }
  }
}
