// r"""Writes scikit-learn's figures for drawn predictions as a Swift table, the tests' reference.
//
//     sed -n 's,^//\( \|$\),,p' ScikitLearnFigures.swift > /tmp/figures.py
//     python /tmp/figures.py        # scikit-learn 1.9.1; prints the table below this comment
//
// The predictions are drawn by a small linear congruential generator that the Swift side repeats,
// with exact arithmetic: 2 to 6 classes, ties, empty classes, and rows that give the true class
// nothing.
// """
//
// import warnings
//
// import numpy as np
// from sklearn import metrics
//
// warnings.filterwarnings("ignore")
//
//
// class Draw:
//     def __init__(self, seed):
//         self.state = seed
//
//     def below(self, count):
//         self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
//         return (self.state >> 33) % count
//
//
// def predictions(case):
//     """Probabilities are 64ths: exact in single precision, and they add up to exactly 1."""
//     draw = Draw(case)
//     classes = 2 + draw.below(5)
//     rows = 40 + draw.below(160)
//     label_classes = classes - 1 if case % 4 == 3 and classes > 2 else classes
//     labels, table = [], []
//     for _ in range(rows):
//         label = draw.below(label_classes)
//         counts = [0] * classes
//         for _ in range(64):
//             place = draw.below(classes + 1 + case % 3)
//             counts[place if place < classes else label] += 1
//         if draw.below(8) == 0:  # absurd certainty, right or wrong
//             counts = [0] * classes
//             counts[draw.below(classes)] = 64
//         labels.append(label)
//         table.append([c / 64 for c in counts])
//     return np.array(labels), np.array(table), classes
//
//
// def expected_calibration_error(y, p, bins=15):
//     confidence, predicted = p.max(1), p.argmax(1)
//     edges = np.ceil(confidence * bins).astype(int)
//     error = 0.0
//     for b in range(1, bins + 1):
//         inside = edges == b
//         if inside.any():
//             error += abs((predicted[inside] == y[inside]).sum() - confidence[inside].sum())
//     return error / len(y)
//
//
// def figures(case):
//     y, p, classes = predictions(case)
//     guess = p.argmax(1)
//     every = range(classes)
//     out = {"accuracy": metrics.accuracy_score(y, guess)}
//     for average in ("macro", "micro", "weighted"):
//         precision, recall, f1, _ = metrics.precision_recall_fscore_support(
//             y, guess, average=average, zero_division=0
//         )
//         out[f"{average}_precision"], out[f"{average}_recall"] = precision, recall
//         out[f"{average}_f1"] = f1
//     out["balanced_accuracy"] = metrics.balanced_accuracy_score(y, guess)
//     out["matthews_correlation"] = metrics.matthews_corrcoef(y, guess)
//     out["cohens_kappa"] = metrics.cohen_kappa_score(y, guess)
//     out["log_loss"] = metrics.log_loss(y, p, labels=list(every))
//     out["expected_calibration_error"] = expected_calibration_error(y, p)
//     auc = [metrics.roc_auc_score(y == k, p[:, k]) for k in every if 0 < (y == k).sum() < len(y)]
//     area = [metrics.average_precision_score(y == k, p[:, k]) for k in every if (y == k).any()]
//     out["macro_roc_auc"], out["macro_average_precision"] = np.mean(auc), np.mean(area)
//     # Ties: scikit-learn's own top-k depends on its sort; ours puts the first class ahead.
//     order = np.argsort(-p, axis=1, kind="stable")
//     for k in range(2, min(5, classes - 1) + 1):
//         out[f"accuracy_at_{k}"] = np.mean([y[i] in order[i, :k] for i in range(len(y))])
//     return out
//
//
// print("""/// Scores by scikit-learn 1.9.1, written by the script above.
// enum ScikitLearnFigures {
//   /// The figures of each case by name.
//   static let cases: [[String: Double]] = [""")
// for case in range(12):
//     print("    [")
//     for name, value in sorted(figures(case).items()):
//         text = repr(float(value))
//         print(f'      "{name}": {text},')
//     print("    ],")
// print("  ]\n}")

/// Scores by scikit-learn 1.9.1, written by the script above.
enum ScikitLearnFigures {
  /// The figures of each case by name.
  static let cases: [[String: Double]] = [
    [
      "accuracy": 0.8541666666666666,
      "accuracy_at_2": 0.9444444444444444,
      "accuracy_at_3": 0.9722222222222222,
      "balanced_accuracy": 0.8541666666666666,
      "cohens_kappa": 0.8055555555555556,
      "expected_calibration_error": 0.5409071180555556,
      "log_loss": 3.5835616895805895,
      "macro_average_precision": 0.7589601999682904,
      "macro_f1": 0.8537802508390744,
      "macro_precision": 0.8554459064327485,
      "macro_recall": 0.8541666666666666,
      "macro_roc_auc": 0.8963798868312758,
      "matthews_correlation": 0.8061778465371616,
      "micro_f1": 0.8541666666666666,
      "micro_precision": 0.8541666666666666,
      "micro_recall": 0.8541666666666666,
      "weighted_f1": 0.8537802508390744,
      "weighted_precision": 0.8554459064327484,
      "weighted_recall": 0.8541666666666666,
    ],
    [
      "accuracy": 0.9222797927461139,
      "accuracy_at_2": 0.9481865284974094,
      "accuracy_at_3": 0.9585492227979274,
      "accuracy_at_4": 0.9792746113989638,
      "accuracy_at_5": 0.9896373056994818,
      "balanced_accuracy": 0.9158854673366187,
      "cohens_kappa": 0.9062257061414875,
      "expected_calibration_error": 0.6244332901554405,
      "log_loss": 3.501282815892172,
      "macro_average_precision": 0.7697116457337967,
      "macro_f1": 0.9169898006038378,
      "macro_precision": 0.9190928710665554,
      "macro_recall": 0.9158854673366187,
      "macro_roc_auc": 0.9107819541960428,
      "matthews_correlation": 0.9063726730867241,
      "micro_f1": 0.9222797927461139,
      "micro_precision": 0.9222797927461139,
      "micro_recall": 0.9222797927461139,
      "weighted_f1": 0.921911427599962,
      "weighted_precision": 0.9223867094333414,
      "weighted_recall": 0.9222797927461139,
    ],
    [
      "accuracy": 0.9878048780487805,
      "balanced_accuracy": 0.9893617021276595,
      "cohens_kappa": 0.9751665657177468,
      "expected_calibration_error": 0.1955030487804878,
      "log_loss": 0.6448420449406976,
      "macro_average_precision": 0.9526491250620388,
      "macro_f1": 0.9875814023928517,
      "macro_precision": 0.9861111111111112,
      "macro_recall": 0.9893617021276595,
      "macro_roc_auc": 0.9790273556231002,
      "matthews_correlation": 0.9754673972132563,
      "micro_f1": 0.9878048780487805,
      "micro_precision": 0.9878048780487805,
      "micro_recall": 0.9878048780487805,
      "weighted_f1": 0.9878251940175012,
      "weighted_precision": 0.9881436314363143,
      "weighted_recall": 0.9878048780487805,
    ],
    [
      "accuracy": 0.754601226993865,
      "accuracy_at_2": 0.901840490797546,
      "accuracy_at_3": 0.9325153374233128,
      "accuracy_at_4": 0.9693251533742331,
      "accuracy_at_5": 0.9938650306748467,
      "balanced_accuracy": 0.7549242424242425,
      "cohens_kappa": 0.6965324645101234,
      "expected_calibration_error": 0.5928872699386503,
      "log_loss": 5.09995016808774,
      "macro_average_precision": 0.6447913377526427,
      "macro_f1": 0.6430159514398645,
      "macro_precision": 0.6660490777338604,
      "macro_recall": 0.6291035353535354,
      "macro_roc_auc": 0.8462095967010089,
      "matthews_correlation": 0.6991206808121547,
      "micro_f1": 0.754601226993865,
      "micro_precision": 0.754601226993865,
      "micro_recall": 0.754601226993865,
      "weighted_f1": 0.7715009716876882,
      "weighted_precision": 0.7994798612963456,
      "weighted_recall": 0.754601226993865,
    ],
    [
      "accuracy": 0.8846153846153846,
      "accuracy_at_2": 0.9038461538461539,
      "balanced_accuracy": 0.8875000000000001,
      "cohens_kappa": 0.8266666666666667,
      "expected_calibration_error": 0.43930288461538464,
      "log_loss": 4.577968264731092,
      "macro_average_precision": 0.7115274614732819,
      "macro_f1": 0.8825774112701108,
      "macro_precision": 0.8844054580896685,
      "macro_recall": 0.8875000000000001,
      "macro_roc_auc": 0.8457754629629629,
      "matthews_correlation": 0.8298941614200582,
      "micro_f1": 0.8846153846153846,
      "micro_precision": 0.8846153846153846,
      "micro_recall": 0.8846153846153846,
      "weighted_f1": 0.8835127521035842,
      "weighted_precision": 0.8890238416554206,
      "weighted_recall": 0.8846153846153846,
    ],
    [
      "accuracy": 0.8721804511278195,
      "accuracy_at_2": 0.9398496240601504,
      "accuracy_at_3": 0.9774436090225563,
      "balanced_accuracy": 0.8709376644860516,
      "cohens_kappa": 0.8288158691701999,
      "expected_calibration_error": 0.4777960526315789,
      "log_loss": 5.069988234691154,
      "macro_average_precision": 0.6740773554529131,
      "macro_f1": 0.8712702311228666,
      "macro_precision": 0.8722151791751183,
      "macro_recall": 0.8709376644860516,
      "macro_roc_auc": 0.8433264470971834,
      "matthews_correlation": 0.8290045668214432,
      "micro_f1": 0.8721804511278195,
      "micro_precision": 0.8721804511278195,
      "micro_recall": 0.8721804511278195,
      "weighted_f1": 0.8716099714618115,
      "weighted_precision": 0.8716333175738535,
      "weighted_recall": 0.8721804511278195,
    ],
    [
      "accuracy": 0.9395604395604396,
      "accuracy_at_2": 0.989010989010989,
      "balanced_accuracy": 0.9395264116575591,
      "cohens_kappa": 0.909325603514652,
      "expected_calibration_error": 0.49089972527472525,
      "log_loss": 2.2330584616555447,
      "macro_average_precision": 0.8619084533169934,
      "macro_f1": 0.9397975761612125,
      "macro_precision": 0.9411605937921728,
      "macro_recall": 0.9395264116575591,
      "macro_roc_auc": 0.9351262249920969,
      "matthews_correlation": 0.9098615643028636,
      "micro_f1": 0.9395604395604396,
      "micro_precision": 0.9395604395604396,
      "micro_recall": 0.9395604395604396,
      "weighted_f1": 0.9397016015397633,
      "weighted_precision": 0.9409336951847074,
      "weighted_recall": 0.9395604395604396,
    ],
    [
      "accuracy": 0.9295774647887324,
      "accuracy_at_2": 0.9577464788732394,
      "accuracy_at_3": 0.9577464788732394,
      "accuracy_at_4": 0.9859154929577465,
      "balanced_accuracy": 0.9365079365079365,
      "cohens_kappa": 0.9067752100840336,
      "expected_calibration_error": 0.5897887323943662,
      "log_loss": 3.3157378867651746,
      "macro_average_precision": 0.8522217003991207,
      "macro_f1": 0.7560693955001355,
      "macro_precision": 0.7658625730994152,
      "macro_recall": 0.7492063492063492,
      "macro_roc_auc": 0.9246527153838474,
      "matthews_correlation": 0.9084929689772072,
      "micro_f1": 0.9295774647887324,
      "micro_precision": 0.9295774647887324,
      "micro_recall": 0.9295774647887324,
      "weighted_f1": 0.9418533974243947,
      "weighted_precision": 0.9579266534881805,
      "weighted_recall": 0.9295774647887324,
    ],
    [
      "accuracy": 0.8881578947368421,
      "accuracy_at_2": 0.9144736842105263,
      "accuracy_at_3": 0.9144736842105263,
      "accuracy_at_4": 0.9407894736842105,
      "accuracy_at_5": 0.9736842105263158,
      "balanced_accuracy": 0.8912783751493429,
      "cohens_kappa": 0.8656755211311535,
      "expected_calibration_error": 0.5912828947368421,
      "log_loss": 4.736778650021229,
      "macro_average_precision": 0.7131740466519947,
      "macro_f1": 0.8876206618960532,
      "macro_precision": 0.892869697352456,
      "macro_recall": 0.8912783751493429,
      "macro_roc_auc": 0.8769769854077611,
      "matthews_correlation": 0.8673889370959358,
      "micro_f1": 0.8881578947368421,
      "micro_precision": 0.8881578947368421,
      "micro_recall": 0.8881578947368421,
      "weighted_f1": 0.8884855052122479,
      "weighted_precision": 0.8976019307371396,
      "weighted_recall": 0.8881578947368421,
    ],
    [
      "accuracy": 0.8780487804878049,
      "accuracy_at_2": 0.9512195121951219,
      "accuracy_at_3": 0.975609756097561,
      "accuracy_at_4": 1.0,
      "balanced_accuracy": 0.913961038961039,
      "cohens_kappa": 0.8412083656080558,
      "expected_calibration_error": 0.620045731707317,
      "log_loss": 3.6038323594612667,
      "macro_average_precision": 0.7648551059374229,
      "macro_f1": 0.8626106442577031,
      "macro_precision": 0.8388888888888889,
      "macro_recall": 0.913961038961039,
      "macro_roc_auc": 0.9333396233396233,
      "matthews_correlation": 0.8465896685784536,
      "micro_f1": 0.8780487804878049,
      "micro_precision": 0.8780487804878049,
      "micro_recall": 0.8780487804878049,
      "weighted_f1": 0.8811532417845187,
      "weighted_precision": 0.9037940379403795,
      "weighted_recall": 0.8780487804878049,
    ],
    [
      "accuracy": 0.9016393442622951,
      "accuracy_at_2": 0.9344262295081968,
      "accuracy_at_3": 0.9508196721311475,
      "accuracy_at_4": 0.9836065573770492,
      "accuracy_at_5": 1.0,
      "balanced_accuracy": 0.8990338728083827,
      "cohens_kappa": 0.8812363105378438,
      "expected_calibration_error": 0.6207735655737705,
      "log_loss": 4.109718732090419,
      "macro_average_precision": 0.7506719154932165,
      "macro_f1": 0.8931734473113551,
      "macro_precision": 0.895756337060685,
      "macro_recall": 0.8990338728083827,
      "macro_roc_auc": 0.898023380892318,
      "matthews_correlation": 0.8825972560535617,
      "micro_f1": 0.9016393442622951,
      "micro_precision": 0.9016393442622951,
      "micro_recall": 0.9016393442622951,
      "weighted_f1": 0.9026578784861619,
      "weighted_precision": 0.9107080177286878,
      "weighted_recall": 0.9016393442622951,
    ],
    [
      "accuracy": 0.8771929824561403,
      "accuracy_at_2": 0.9766081871345029,
      "balanced_accuracy": 0.8772229822161423,
      "cohens_kappa": 0.7704697986577181,
      "expected_calibration_error": 0.4029605263157895,
      "log_loss": 4.772917153951858,
      "macro_average_precision": 0.8101596914104077,
      "macro_f1": 0.6061496638624592,
      "macro_precision": 0.6291547958214625,
      "macro_recall": 0.5848153214774282,
      "macro_roc_auc": 0.8400136798905609,
      "matthews_correlation": 0.7772274855381972,
      "micro_f1": 0.8771929824561403,
      "micro_precision": 0.8771929824561403,
      "micro_recall": 0.8771929824561403,
      "weighted_f1": 0.9091600460686634,
      "weighted_precision": 0.9436280635111044,
      "weighted_recall": 0.8771929824561403,
    ],
  ]
}
