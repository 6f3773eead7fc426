public import Core
public import Curation

/// What looking for label errors came to.
public struct LabelErrorFindings: Sendable {
  /// The classes in order, K.
  public let classNames: [String]
  /// The samples that were judged, in canonical order, N; the queues' `sample` is a place in it.
  public let keys: [SampleKey]
  /// Labels and out-of-fold probabilities.
  public let data: LabelledProbabilities
  /// Wrong and ambiguous labels, thresholds and joint.
  public let queues: LabelQueues
  /// Whether sources and splits call their classes alike, one verdict for each part that could be judged.
  public let dialects: [DialectVerdict]
  /// The share of samples whose likeliest class is their label: how far the network is to be believed.
  public let accuracy: Double
  /// Samples without predictions, which were not judged.
  public let missing: Int

  init(
    classNames: [String], keys: [SampleKey], data: LabelledProbabilities, queues: LabelQueues,
    dialects: [DialectVerdict], missing: Int
  ) {
    (self.classNames, self.keys, self.data) = (classNames, keys, data)
    (self.queues, self.dialects, self.missing) = (queues, dialects, missing)
    let right = (0..<data.count).count { data.likeliest($0) == data.labels[$0] }
    accuracy = Double(right) / Double(data.count)
  }

  /// The queues as findings, the wrong labels first, the most doubtful first in each.
  public var findings: [Finding] {
    queues.wrong.map { suspicion in
      let (label, guess) = (suspicion.label, suspicion.suggestion)
      return Finding(
        .wrongLabel, samples: [keys[suspicion.sample]], measure: suspicion.normalizedMargin,
        threshold: 0.5,
        reason: "labelled \(share(label, suspicion)), while a network that never saw it says "
          + "\(share(guess, suspicion))")
    }
      + queues.ambiguous.map { suspicion in
        let isFlat = suspicion.ambiguity == .flat
        return Finding(
          .ambiguousLabel, samples: [keys[suspicion.sample]],
          measure: isFlat ? suspicion.entropy : suspicion.topMargin,
          threshold: isFlat ? queues.thresholds.flat : queues.thresholds.twoPeaks,
          reason: reason(suspicion))
      }
  }

  private func reason(_ suspicion: LabelSuspicion) -> String {
    let order = suspicion.probabilities.indices.sorted {
      (suspicion.probabilities[$1], $0) < (suspicion.probabilities[$0], $1)
    }
    let two = "\(share(order[0], suspicion)) and \(share(order[1], suspicion))"
    return switch suspicion.ambiguity {
    case .votes: "the votes are divided; a network that never saw it says \(two)"
    case .flat:
      "a network that never saw it spreads over many classes, at most \(share(order[0], suspicion)); "
        + "labelled \(classNames[suspicion.label])"
    case .twoPeaks, nil:
      "a network that never saw it is divided between \(two); labelled "
        + "\(classNames[suspicion.label])"
    }
  }

  private func share(_ label: Int, _ suspicion: LabelSuspicion) -> String {
    "\(classNames[label]) (\(Figures.decimal(suspicion.probabilities[label], places: 2)))"
  }

  /// For programs: everything but the probabilities of samples in no queue.
  public var json: JSON {
    func list(_ queue: [LabelSuspicion]) -> JSON {
      .array(
        queue.map { suspicion in
          [
            "ambiguity": suspicion.ambiguity.map { .string($0.rawValue) } ?? .null,
            "doubted": .bool(suspicion.isDoubted), "entropy": .number(suspicion.entropy),
            "label": .string(classNames[suspicion.label]),
            "normalized_margin": .number(suspicion.normalizedMargin),
            "probabilities": .array(suspicion.probabilities.map(JSON.number)),
            "sample_key": .string(keys[suspicion.sample].digest.hex),
            "suggestion": .string(classNames[suspicion.suggestion]),
            "top_margin": .number(suspicion.topMargin),
          ]
        })
    }
    let joint = queues.issues.joint
    return [
      "accuracy": .number(accuracy), "ambiguous": list(queues.ambiguous),
      "class_names": .array(classNames.map(JSON.string)),
      "dialects": .array(dialects.map { $0.json(classNames: classNames) }),
      "joint": .array(joint.calibrated.map { .array($0.map(JSON.integer)) }),
      "missing": .integer(missing), "samples": .integer(data.count),
      "thresholds": .array(joint.thresholds.map(JSON.number)),
      "wrong": list(queues.wrong),
    ]
  }
}
