extension Check {
  /// What it found, as a heading.
  public var title: String {
    switch self {
    case .exactDuplicate: "Exact duplicates"
    case .nearDuplicate: "Near duplicates"
    case .labelConflict: "Label conflicts"
    case .leak: "Leaks"
    case .dark: "Dark"
    case .light: "Washed out"
    case .lowContrast: "Low contrast"
    case .lowInformation: "Low information"
    case .blurred: "Blurred"
    case .noisy: "Noisy"
    case .oddAspect: "Odd aspect"
    case .oddSize: "Odd size"
    case .blank: "Blank"
    case .placeholder: "Text or placeholder"
    case .noFace: "No face"
    case .wrongLabel: "Wrong labels"
    case .ambiguousLabel: "Ambiguous labels"
    case .dialect: "Classes mixed up"
    }
  }

  /// Why it matters, in one or two sentences.
  public var why: String {
    switch self {
    case .exactDuplicate:
      "The same upright pixels more than once weigh more than others, and sit on both sides of any "
        + "random split."
    case .nearDuplicate:
      "The same picture shifted, re-encoded, re-lit or mirrored: a network that has seen one knows the other."
    case .labelConflict:
      "One picture under two labels teaches nothing and can never be scored right twice."
    case .leak:
      "A picture, or a person, on both sides of a split: the score then measures memory, not skill."
    case .dark: "Hardly any bright pixel: there is little to see."
    case .light: "Hardly any dark pixel: the picture is washed out."
    case .lowContrast: "The levels lie close together."
    case .lowInformation: "Few levels carry the picture, as in drawings, icons and flat areas."
    case .blurred: "The finest details are missing: out of focus, or enlarged from fewer pixels."
    case .noisy: "Grain, print or hard drawing strokes on most of the picture."
    case .oddAspect: "Far from square: resizing will squeeze the face."
    case .oddSize: "Much smaller or larger than the other pictures."
    case .blank: "One level everywhere: there is no picture."
    case .placeholder:
      "Flat, in two tones: a caption such as 'image not available', an icon or a warning sign instead of a face."
    case .noFace: "The detector looked and found no face."
    case .wrongLabel:
      "Predictions made without the picture's own group confidently name another class."
    case .ambiguousLabel:
      "Predictions made without the picture's own group cannot tell two or more classes apart."
    case .dialect:
      "A source or a split that numbers or names its classes in another order teaches and scores the wrong ones."
    }
  }

  /// The command that acts on its findings.
  public var remedy: String {
    switch self {
    case .exactDuplicate, .nearDuplicate:
      "fer-data curate exclude --issue \(rawValue) --keep best"
    case .leak: "fer-data split --repair"
    case .wrongLabel: "fer-data curate relabel --issue wrong-label"
    case .dialect: "fer-data import SOURCE --map NAME=CLASS"
    default: "fer-data curate exclude --issue \(rawValue)"
    }
  }
}
