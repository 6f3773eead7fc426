internal import Core

/// Looks for CK+'s frames and its emotion code files.
package struct CohnKanadeScout: LayoutScout {
  package static let layoutName = "ck-plus"

  private let convention: FrameConvention
  private var census = NameCensus()
  private var sequences = FrameSequences<UInt32>()
  private var codes: [UInt32: EmotionCodeFile] = [:]
  /// A frame of a sequence, for the message that nothing tells their emotions.
  private var example: String?

  package init(options: LayoutOptions) {
    convention = FrameConvention(options: options, taxonomy: LayoutTaxonomies.ckplus8)
  }

  package mutating func note(_ member: SurveyedMember) -> SurveyWish {
    let name = CohnKanadeName(member.file)
    let isFrame = member.isImage && name?.kind == .frame
    census.count(member, isCoded: isFrame)
    guard let name else { return .nothing }
    if isFrame { sequences.insert(name.frame, of: name.sequence) }
    if isFrame, example == nil { example = member.path }
    guard name.kind == .emotion else { return .nothing }
    if codes[name.sequence] == nil {
      codes[name.sequence] = EmotionCodeFile(path: member.path, frame: name.frame)
    }
    return .all
  }

  package mutating func record(_ record: [UInt8], number: Int, of path: String) -> Bool {
    guard !Fields.isBlank(record) else { return true }
    guard let name = CohnKanadeName(MemberPath(path).file), name.kind == .emotion else {
      return false
    }
    guard let code = EmotionCodeFile.code(in: record) else {
      codes[name.sequence]?.problem = "it holds no emotion code (one number from 0 to 7)"
      return false
    }
    if let first = codes[name.sequence]?.code, first != code {
      codes[name.sequence]?.problem = "two code files of its sequence say two codes"
    }
    if codes[name.sequence]?.code == nil { codes[name.sequence]?.code = code }
    return false
  }

  /// Frames of CK+ alone, without the files that tell their emotions.
  package var complaint: LayoutError? {
    guard codes.isEmpty, census.isConvincing, let example else { return nil }
    return .noLabels(
      what: "\(Counting.phrase(sequences.count, "sequence")) of CK+, such as that of “\(example)”, "
        + "have no emotion codes",
      remedy: "add CK+'s folder Emotion to the source")
  }

  package func verdict(isForced: Bool) throws(LayoutError) -> LayoutVerdict? {
    guard !codes.isEmpty, isForced || census.isConvincing else {
      if isForced {
        throw .notThisLayout(
          layout: CohnKanadeScout.layoutName,
          missing: "code file such as Emotion/S005/001/S005_001_00000011_emotion.txt")
      }
      return nil
    }
    var codes = codes
    for (sequence, file) in codes where file.code == nil && file.problem == nil {
      codes[sequence]?.problem = "it holds no emotion code"
    }
    let damaged = codes.values.filter { $0.problem != nil }.sorted { $0.path < $1.path }
    if let first = damaged.first, 10 * damaged.count > codes.count {
      throw .damagedFile(first.path, problem: first.problem ?? "")
    }
    let layout = CohnKanadeLayout(
      convention: convention, codes: codes, roles: sequences.roles(convention))
    return LayoutVerdict(
      layout: layout, strength: .signature,
      evidence: [
        Counting.phrase(codes.count, "sequence")
          + " of \(max(sequences.count, codes.count)) with emotion codes",
        census.phrase("named like S005_001_00000011"), convention.phrase,
      ],
      warnings: layout.warnings, taxonomy: LayoutTaxonomies.ckplus8)
  }
}
