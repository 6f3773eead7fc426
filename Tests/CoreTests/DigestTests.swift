import Core
import Testing

@Suite("Digest")
struct DigestTests {
  @Test("SHA-256 gives FIPS 180-4's example")
  func knownAnswer() {
    let hex = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(Digest.sha256(of: "abc").hex == hex)
  }

  @Test("hex, bytes and words are three views of one value")
  func views() throws {
    let digest = Digest.sha256(of: "abc")
    #expect(Digest(hex: digest.hex) == digest)
    #expect(Digest(hex: digest.hex.uppercased()) == digest)
    #expect(Digest(bytes: digest.bytes) == digest)
    #expect(digest.withBytes { Array($0) } == digest.bytes)
    #expect(digest.first8 == 0xeacf_018f_bf16_78ba)
  }

  @Test(
    "anything but 64 hexadecimal digits is no digest",
    arguments: ["", "ab", String(repeating: "g", count: 64)])
  func refusesOthers(text: String) {
    #expect(Digest(hex: text) == nil)
  }

  @Test("digests sort as byte strings")
  func order() {
    let digests = (0..<50).map { Digest.sha256(of: String($0)) }
    let byBytes = digests.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    #expect(digests.sorted() == byBytes)
  }

  @Test("hashing in pieces is hashing at once")
  func pieces() {
    var hasher = SHA256Hasher()
    hasher.update("a")
    hasher.update([0x62])
    hasher.update("c")
    #expect(hasher.finalize() == .sha256(of: "abc"))
  }

  @Test("a sample key depends on the content and on the region")
  func sampleKeys() {
    let content = ContentID.of([1, 2, 3])
    let whole = SampleKey(content: content, region: nil)
    let box = SampleKey(content: content, region: PixelBox(x: 0, y: 0, width: 48, height: 48))
    let hex = "7fa3c57b2be56e94ed6c7a8cc0dfaf6a1ac9ad9d1bbe2b96cfd7a8bbbcf4cb2e"
    #expect(whole != box)
    #expect(whole == SampleKey(.sha256(of: content.digest.bytes)))
    #expect(hex.count == 64)
  }
}
