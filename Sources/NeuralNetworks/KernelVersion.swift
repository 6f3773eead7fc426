/// The version of what decides the bytes of trained weights beside the inputs: kernels, engine and trainer.
///
/// Whoever changes the order of a sum, a formula, the use of luck or the kernel that a shape gets raises
/// it: the same shards, recipe, augmentation and seed then give other weights. It is in every checkpoint, so
/// that two runs which differ for no other reason can be told apart from a fault.
public enum KernelVersion {
  /// Raised with every change of trained bytes.
  public static let current = 2
}
