internal import Core

/// libFuzzer, as a function: SwiftPM renames an executable's `main`, so libFuzzer's own is never linked.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The program: libFuzzer with our test.
@_cdecl("ImportFuzzer_main")
public func main(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  var (count, arguments) = (count, arguments)
  return runDriver(&count, &arguments, testOneInput)
}

/// What libFuzzer calls with every input: the first byte says which part of the import gets the rest.
private func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start, count > 0 else { return 0 }
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  let rest = Array(bytes[1...])
  switch bytes[0] {
  case UInt8(ascii: "A"): ArchivePath.run(rest)
  case UInt8(ascii: "I"): ImagePath.run(rest)
  case UInt8(ascii: "T"): TablePath.run(rest)
  case UInt8(ascii: "L"): ClaimPath.run(rest)
  default: return -1  // not to be kept in the corpus
  }
  return 0
}
