/// Memory for floats, zeroed, aligned to cache lines, freed with its owner.
package final class FloatBuffer: @unchecked Sendable {
  // Safe to share: the engine hands disjoint parts to different workers and waits for them in between.
  package let base: UnsafeMutablePointer<Float>
  package let count: Int

  package init(_ count: Int) {
    self.count = max(16, count)
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: self.count * MemoryLayout<Float>.stride, alignment: 64)
    base = raw.bindMemory(to: Float.self, capacity: self.count)
    base.initialize(repeating: 0, count: self.count)
  }

  deinit { UnsafeMutableRawPointer(base).deallocate() }

  /// The bytes as they lie in memory.
  package var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: base, count: count * MemoryLayout<Float>.stride)
  }

  package func copy(from other: FloatBuffer) {
    base.update(from: other.base, count: min(count, other.count))
  }

  package func clear() { base.update(repeating: 0, count: count) }
}

/// Memory of any trivial type, zeroed, freed with its owner.
package final class PlainBuffer<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  // Safe to share: as `FloatBuffer`.
  package let base: UnsafeMutablePointer<Element>
  package let count: Int

  package init(_ count: Int, repeating value: Element) {
    self.count = max(1, count)
    base = .allocate(capacity: self.count)
    base.initialize(repeating: value, count: self.count)
  }

  package convenience init(_ elements: [Element], or value: Element) {
    self.init(elements.count, repeating: value)
    for (index, element) in elements.enumerated() { base[index] = element }
  }

  deinit { base.deallocate() }
}
