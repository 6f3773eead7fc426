import Core
import Layouts
import Testing

@Suite("Words for emotions in many languages and spellings")
struct EmotionWordsTests {
  private static let words: [(String, String)] = [
    ("angry_face", "angry"), ("0_angry", "angry"), ("1.Angry", "angry"), ("ANGRY FACES", "angry"),
    ("angry1", "angry"), ("Ärger", "angry"), ("wütend", "angry"), ("wuetend", "angry"),
    ("colère", "angry"), ("colere", "angry"), ("cole\u{300}re", "angry"), ("öfke", "angry"),
    ("ofke", "angry"), ("kızgın", "angry"), ("kizgin", "angry"), ("złość", "angry"),
    ("гнев", "angry"), ("злість", "angry"), ("愤怒", "angry"), ("怒り", "angry"), ("분노", "angry"),
    ("غضب", "angry"), ("boos", "angry"), ("raiva", "angry"), ("rabbia", "angry"),
    ("dégoût", "disgust"), ("Ekel", "disgust"), ("asco", "disgust"), ("厌恶", "disgust"),
    ("отвращение", "disgust"), ("Angst", "fear"), ("peur", "fear"), ("miedo", "fear"),
    ("korku", "fear"), ("恐怖", "fear"), ("страх", "fear"), ("joie", "happy"), ("feliz", "happy"),
    ("mutlu", "happy"), ("счастье", "happy"), ("高兴", "happy"), ("행복", "happy"),
    ("smiles", "happy"), ("triste", "sad"), ("üzgün", "sad"), ("smutek", "sad"), ("悲しみ", "sad"),
    ("überrascht", "surprise"), ("sorpresa", "surprise"), ("удивлённый", "surprise"),
    ("neutre", "neutral"), ("нейтральный", "neutral"), ("平静", "neutral"),
  ]

  @Test("each leads to its class", arguments: words)
  func resolves(word: String, name: String) throws {
    let resolver = try ClassResolver(taxonomy: .fer7)
    guard case .label(let label) = resolver.resolve(LabelClaim(.words([word]))) else {
      Issue.record("\(resolver.resolve(LabelClaim(.words([word]))))")
      return
    }
    #expect(Taxonomy.fer7.classNames[label.classIndex] == name)
  }

  @Test(
    "words that resemble emotions are none",
    arguments: ["img", "face", "not_happy", "train", "unhappy_or_not", "happyland", "12", ""])
  func rejects(word: String) throws {
    let resolver = try ClassResolver(taxonomy: .fer7)
    guard case .rejected = resolver.resolve(LabelClaim(.words([word]))) else {
      Issue.record("\(word) was taken")
      return
    }
  }

  @Test("the first word that names a class counts")
  func takesTheFirst() throws {
    let resolver = try ClassResolver(taxonomy: .fer7)
    #expect(
      resolver.resolve(LabelClaim(.words(["x", "Traurigkeit", "happy"])))
        == .label(ResolvedLabel(classIndex: 4)))
  }

  @Test("the field's own classes have their eight emotions in their order")
  func buildsTaxonomies() {
    #expect(
      LayoutTaxonomies.ferplus8.classNames == [
        "neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt",
      ])
    #expect(LayoutTaxonomies.all.map(\.name) == ["ferplus8", "affectnet8", "ckplus8"])
    #expect(
      LayoutTaxonomies.all.allSatisfy { $0.count == 8 && $0.classIndex(named: "angry") != nil })
  }

  @Test("a dialect is a built-in name, a taxonomy's order or a list")
  func namesDialects() throws {
    #expect(try Dialect.named("FER2013") == .fer2013)
    #expect(try Dialect.named("rafdb") == .rafdb)
    #expect(try Dialect.named("ckplus") == .ckplus)
    let sorted = try Dialect.named("alphabetical-1", taxonomy: .fer7)
    #expect(sorted.codeRange == "1 to 7")
    #expect(sorted.word(of: 5)?.text == "neutral")
    #expect(try Dialect.named("taxonomy", taxonomy: .fer7).word(of: 4)?.text == "sad")
    let list = try Dialect.named("0=angry, 7=none")
    #expect(list.word(of: 0) == DialectWord("angry"))
    #expect(list.word(of: 7) == DialectWord("none", isEmotion: false))
    #expect(list.codeRange == "0, 7")
  }
}
