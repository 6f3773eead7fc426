extension LayoutError: CustomStringConvertible {
  /// One sentence: what was wrong, then what to do about it.
  public var description: String {
    switch self {
    case .unknownTarget, .contradiction, .unknownColumn, .unknownLayout, .taxonomyLacks,
      .unknownRole:
      ofOptions
    case .unknownDialect, .badDialect, .dialectNeedsTaxonomy, .ambiguousCodes, .otherDialect:
      ofCodes
    case .notThisLayout(let layout, let missing):
      "the source is not laid out as “\(layout)”: it has no \(missing); "
        + "leave --layout away to have the layout detected"
    case .nothingFits(let seen):
      "no layout fits the source (\(seen)); sort the images into folders named like their classes, "
        + "name the layout with --layout, or add a table with the columns path and label"
    case .damagedTable(let path, let row, let reason):
      "\(path)#\(row): \(reason); repair the row or fetch the file again"
    case .longRecord(let path, let row, let limit):
      "\(row == 0 ? "the header of \(path)" : "\(path)#\(row)") is longer than \(limit >> 20) MiB; look for a quote that is never closed"
    case .notATable(let path, let what, let remedy): "\(path) is \(what); \(remedy)"
    case .noLabels(let what, let remedy): "\(what); \(remedy)"
    case .votesRefused(let reason): reason
    case .votesMismatch(let votes, let table, let reason):
      "\(votes) does not belong to \(table): \(reason); "
        + "votes are joined by position, so take both files in their original order"
    case .badClaim(let reason):
      "the stored claim cannot be read: \(reason); import the source again"
    }
  }

  private var ofOptions: String {
    switch self {
    case .unknownTarget(let folder, let target, let taxonomy, let nearest?):
      "--map \(folder)=\(target) names no class of the taxonomy “\(taxonomy)”; "
        + "the nearest is “\(nearest)”"
    case .unknownTarget(let folder, let target, let taxonomy, nil):
      "--map \(folder)=\(target) names no class of the taxonomy “\(taxonomy)”; "
        + "use one of its class names"
    case .contradiction(let folder, let first, let second):
      "“\(folder)” is mapped to both “\(first)” and “\(second)”; keep one of the two"
    case .unknownColumn(let path, let role, let column, let known):
      "\(path) has no column “\(column)” for the \(role); its columns are "
        + known.joined(separator: ", ")
    case .unknownLayout(let name, let nearest?, _):
      "--layout \(name) names no layout; the nearest is “\(nearest)”"
    case .unknownLayout(let name, nil, let known):
      "--layout \(name) names no layout; use one of " + known.joined(separator: ", ")
    case .unknownRole(let name, let nearest?, _):
      "--column \(name)=… names no role of a column; the nearest is “\(nearest)”"
    case .unknownRole(let name, nil, let known):
      "--column \(name)=… names no role of a column; use one of " + known.joined(separator: ", ")
    case .taxonomyLacks(let emotions, let taxonomy):
      "FER+'s votes are about eight emotions, and the taxonomy “\(taxonomy)” has no class for "
        + emotions.joined(separator: ", ") + "; use --taxonomy ferplus8 in a workspace of its own"
    default: ""
    }
  }

  private var ofCodes: String {
    switch self {
    case .unknownDialect(let name, let nearest?, _):
      "--dialect \(name) names no dialect; the nearest is “\(nearest)”"
    case .unknownDialect(let name, nil, let known):
      "--dialect \(name) names no dialect; use one of " + known.joined(separator: ", ")
        + ", or a list such as 0=angry,1=disgust"
    case .badDialect(let text, let reason):
      "--dialect \(text) cannot be read: \(reason); write it as 0=angry,1=disgust"
    case .dialectNeedsTaxonomy(let name):
      "--dialect \(name) is about a taxonomy's classes, and none is given; add --taxonomy NAME"
    case .ambiguousCodes(let path, let codes, let likely?):
      "\(path) labels by bare codes (\(codes)), which mean another emotion in every dataset; "
        + "their counts look like \(likely): if so, use --dialect \(likely)"
    case .ambiguousCodes(let path, let codes, nil):
      "\(path) labels by bare codes (\(codes)), which mean another emotion in every dataset; "
        + "say what they mean with --dialect NAME or --dialect 0=angry,1=disgust,…"
    case .otherDialect(let path, let dialect, let reason, let likely?, let isExcluded):
      "the codes of \(path) are not those of the dialect “\(dialect)”: \(reason); "
        + "use --dialect \(likely)"
        + (isExcluded ? "" : ", or --dialect \(dialect) if they are after all")
    case .otherDialect(let path, let dialect, let reason, nil, _):
      "the codes of \(path) are not those of the dialect “\(dialect)”: \(reason); "
        + "say what they mean with --dialect NAME or --dialect 0=angry,1=disgust,…"
    default: ""
    }
  }
}
