/// What each figure means, as the report prints it.
enum Definitions {
  static let lines = [
    "The prediction is the most probable class; of equal ones the first.",
    "Accuracy: the share of samples predicted correctly. "
      + "Accuracy@k: the true class is among the k most probable ones.",
    "Precision: TP/(TP+FP). Recall: TP/(TP+FN). Specificity: TN/(TN+FP). F1: 2TP/(2TP+FP+FN). "
      + "Per class, one class against the rest; accuracy of a class: (TP+TN)/N.",
    "Macro: the plain mean over the classes that occur among labels or predictions, an undefined figure "
      + "counting as 0. Weighted: by the number of samples.",
    "Balanced accuracy: the mean recall of the classes that have samples.",
    "ROC AUC: the chance that a sample of the class is ranked above one of the others, ties counting half. "
      + "Average precision: the mean of the precision over the steps of recall.",
    "Matthews correlation in its form for many classes (Gorodkin, 2004); Cohen’s kappa (1960).",
    "Log loss: minus the mean natural logarithm of the true class’s probability, held within 2⁻⁵² and 1 − 2⁻⁵².",
    "Expected calibration error: 15 equal bins of confidence (Guo et al., 2017).",
    "Brier score: the mean over the samples of the squared distance between probabilities and truth, 0 to 2.",
    "Intervals hold the true figure with 95 %. Of independent samples: Wilson (1927) for shares, a seeded "
      + "bootstrap of the counts for averages, DeLong (1988) for ROC AUC, Student’s t for means. Where samples "
      + "belong together, whole groups are the units. report.json names the method of each (interval_methods).",
    "A dash stands for 0/0; report.json gives the reason.",
  ]
}
