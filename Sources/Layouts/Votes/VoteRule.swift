/// How votes become a label, exactly as FER+'s own `ferplus.py` does it.
///
/// Barsoum et al., 2016, "Training deep networks for facial expression recognition with crowd-sourced
/// label distribution". For every rule a single vote counts as noise and is dropped first; S is the sum of
/// the rest.
public enum VoteRule: String, CaseIterable, Hashable, Sendable {
  /// The emotion with more than half of S, alone.
  case majority
  /// The emotions with the most votes, until they hold three quarters of S, as shares that sum to 1.
  case probability
  /// Every emotion with three tenths of S, as 1 − ε beside ε, with ε = 0.001.
  case multiTarget = "multi-target"
}
