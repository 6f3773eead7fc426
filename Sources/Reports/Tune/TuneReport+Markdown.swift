extension TuneReport {
  /// `report.md`: the search as tables.
  public var markdown: String {
    var text = "# \(Markdown.escaped(title))\n\n"
    for note in notes { text += "- \(Markdown.escaped(note))\n" }
    if let best, let winning {
      text += "\n## Best recipe: trial \(winning.number)\n\n```yaml\n\(best.recipe)```\n"
      if let policy = best.augmentation {
        text += "\nIts augmentation policy:\n\n```yaml\n\(policy)```\n"
      }
      text += "\nScore it on the test split, or train it again:\n\n```sh\n"
      text += commands.joined(separator: "\n") + "\n```\n"
    }
    text += "\n## Trials\n\nThe best first (*).\n\n"
    text += Markdown.table(tableTitles, tableRows)
    text += "\n## Space\n\n"
    text += Markdown.table(["Parameter", "Values"], parameters.map { [$0.name, $0.text] })
    if rungs.count > 1 {
      text += "\n" + Markdown.table(Self.rungTitles, rungRows)
    }
    text += "\n## Provenance\n\n"
    text += Markdown.table(
      ["What", "Value"], provenance.map { [$0.name, Markdown.code($0.value)] }, escaping: [0])
    return text
  }
}
