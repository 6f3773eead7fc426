internal import Core

extension DatasetPlanner {
  /// A sound sample that defects are made from.
  private struct Original {
    var place: Int
    var index: Int
  }

  /// Plans the planted files, on top of the sound ones.
  mutating func planDefects(_ plant: PlantOptions) {
    let images = classes.count * options.perClass
    var taken: Set<Int> = []
    for defect in PlantedDefect.allCases {
      let key = LuckKey(seed: options.seed, purpose: "synth/plant/\(defect.rawValue)")
      let count = plant.count(of: defect, images: images, perClass: options.perClass)
      for number in 0..<count {
        var luck = key.luck(for: UInt64(number), epoch: 0)
        let original = freeOriginal(using: &luck, taken: &taken, images: images)
        switch defect {
        case .exactDuplicate, .exactDuplicateOtherClass, .nearDuplicate,
          .nearDuplicateOtherClass, .rotatedByEXIF:
          taken.insert(original.place * options.perClass + original.index)
          planCopy(defect, of: original, using: &luck)
        case let defect where defect.isVariation:
          taken.insert(original.place * options.perClass + original.index)
          planCopy(defect, of: original, using: &luck)
        default:
          planFresh(defect, number: number, place: original.place, using: &luck)
        }
      }
    }
    answers.sort { $0.member.utf8.lexicographicallyPrecedes($1.member.utf8) }
  }

  /// A sound sample no other defect was made from, while there are any.
  private func freeOriginal(
    using luck: inout Luck, taken: inout Set<Int>, images: Int
  ) -> Original {
    if taken.count >= images { taken = [] }
    var choice = luck.index(below: images)
    while taken.contains(choice) { choice = (choice + 1) % images }
    return Original(place: choice / options.perClass, index: choice % options.perClass)
  }

  private func otherClass(than place: Int, using luck: inout Luck) -> Int {
    (place + 1 + luck.index(below: classes.count - 1)) % classes.count
  }

  /// A defect made from a sound file that stays in the dataset.
  private mutating func planCopy(
    _ defect: PlantedDefect, of original: Original, using luck: inout Luck
  ) {
    let sample = sample(original.index, of: original.place)
    let stranger = luck.index(below: subjects)
    let keepsSubject = luck.unit() < 0.5
    let subject = keepsSubject ? sample.subject : stranger
    let other = otherClass(than: original.place, using: &luck)
    let crosses = defect == .exactDuplicateOtherClass || defect == .nearDuplicateOtherClass
    let place = crosses ? other : original.place
    var (content, note): (PlannedFile.Content, String)
    switch defect {
    case .rotatedByEXIF:
      let orientation = 2 + luck.index(below: 7)
      content = .turned(sample, orientation: orientation)
      note = "JPEG with EXIF orientation \(orientation); upright it shows the original"
    case .nearDuplicate, .nearDuplicateOtherClass: (content, note) = variation(sample, &luck)
    case let defect where defect.isVariation:
      let change = PictureChange.draw(defect, using: &luck)
      (content, note) = (.varied(sample, change), change.note)
    default: (content, note) = (.sound(sample), "the same bytes")
    }
    if subject != sample.subject { note += "; named as another subject" }
    add(
      defect, content, note, subject: subject, place: place,
      original: path(of: original.index, in: original.place), truth: original.place)
  }

  private func variation(
    _ sample: PlannedFile.Sample, _ luck: inout Luck
  ) -> (PlannedFile.Content, String) {
    let kind = luck.index(below: 3)
    let quality = 55 + luck.index(below: 25)
    let direction = luck.index(below: 4)
    let step = 8 + luck.index(below: 9)
    let brighter = luck.unit() < 0.5 ? step : -step
    if kind == 0 && options.format == .jpeg {
      return (.encodedAgain(sample, quality: quality), "encoded again with quality \(quality)")
    }
    if kind == 1 {
      return (.brighter(sample, by: brighter), "brightness changed by \(brighter)")
    }
    let (x, y) = [(1, 0), (-1, 0), (0, 1), (0, -1)][direction]
    return (.shifted(sample, x: x, y: y), "shifted by (\(x), \(y)) pixels")
  }

  /// A defect of a face that is nowhere else in the dataset.
  private mutating func planFresh(
    _ defect: PlantedDefect, number: Int, place: Int, using luck: inout Luck
  ) {
    let subject = luck.index(below: subjects)
    let sample = PlannedFile.Sample(
      series: "planted/\(defect.rawValue)", expression: classes[place].expression, index: number,
      subject: subject)
    var given = place
    var truth: Int? = place
    let content: PlannedFile.Content
    let note: String
    switch defect {
    case .mislabeled:
      given = otherClass(than: place, using: &luck)
      (content, note) = (.sound(sample), "shows \(classes[place].name)")
    case .corrupt:
      content = .corrupt(sample, flips: luck.nextUInt32(), place: luck.nextUInt32())
      note = "bytes of the header flipped"
    case .truncated:
      let permille = 300 + luck.index(below: 450)
      (content, note) = (.truncated(sample, permille: permille), "cut to \(permille) permille")
    case .blank:
      // Levels of their own for the first 224, so that blank images are no duplicates.
      let level = UInt8(16 + (Int(options.seed % 224) + number * 89) % 224)
      (content, note, truth) = (.blank(level: level), "gray level \(level) all over", nil)
    case .blurred:
      let radius = max(2, options.size / 10)
      (content, note) = (
        .blurred(sample, radius: radius), "blurred by three boxes of radius \(radius)"
      )
    case .wrongExtension:
      let actual = options.format.other.rawValue
      (content, note) = (.otherFormat(sample), "a sound \(actual) file")
    case .dark, .light, .lowContrast, .noisy, .oddSize, .oddAspect:
      let change = PictureChange.draw(defect, using: &luck)
      (content, note) = (.varied(sample, change), change.note)
    case .placeholder:
      (content, note, truth) = (.placeholder(seed: luck.nextUInt64()), "no face at all", nil)
    default:
      (content, note, truth) = (.text(luck.nextUInt64()), "text", nil)
    }
    add(
      defect, content, note, subject: subject, place: given, original: nil, truth: truth)
  }

  private mutating func add(
    _ defect: PlantedDefect, _ content: PlannedFile.Content, _ note: String, subject: Int,
    place: Int, original: String?, truth: Int?
  ) {
    let path = plantedPath(subject: subject, in: place)
    files.append(PlannedFile(path: path, content: content))
    answers.append(
      AnswerKey.Row(
        member: path, defect: defect, original: original, trueClass: truth.map { classes[$0].name },
        givenClass: classes[place].name, note: note))
  }
}
