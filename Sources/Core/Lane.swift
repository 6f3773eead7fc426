#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A thread of our own that does jobs one after the other, in the order they are added.
///
/// For what has to stay in order beside the threads of a ``WorkerPool``, such as hashing a file or
/// waiting for the disk. Where the system refuses the thread, `add` does the job itself.
public final class Lane: Sendable {
  private let works: Works
  private let thread: pthread_t?

  /// Starts the thread.
  public init() {
    let works = Works()
    self.works = works
    let start = Unmanaged.passRetained(works)
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Works>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, start.toOpaque())
    if code != 0 { start.release() }
    self.thread = code == 0 ? thread : nil
  }

  /// Does what was added, and ends the thread.
  deinit {
    works.close()
    if let thread { pthread_join(thread, nil) }
  }

  /// Adds a job.
  public func add(_ job: @escaping @Sendable () -> Void) {
    if thread == nil { job() } else { works.add(job) }
  }

  /// Waits until at most so many jobs are still to be finished.
  public func wait(leaving count: Int = 0) { works.wait(leaving: count) }

  /// The jobs of a lane.
  private final class Works: @unchecked Sendable {
    // Safe to share: all but the locks themselves is touched only under `mutex`.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var jobs: [@Sendable () -> Void] = []
    private var unfinished = 0
    private var isClosed = false

    init() {
      pthread_mutex_init(mutex, nil)
      pthread_cond_init(changed, nil)
    }

    deinit {
      pthread_mutex_destroy(mutex)
      pthread_cond_destroy(changed)
      mutex.deallocate()
      changed.deallocate()
    }

    func add(_ job: @escaping @Sendable () -> Void) {
      locked {
        jobs.append(job)
        unfinished += 1
      }
    }

    func close() { locked { isClosed = true } }

    func wait(leaving count: Int) {
      pthread_mutex_lock(mutex)
      while unfinished > count { pthread_cond_wait(changed, mutex) }
      pthread_mutex_unlock(mutex)
    }

    func run() {
      while let job = next() {
        job()
        locked { unfinished -= 1 }
      }
    }

    private func next() -> (@Sendable () -> Void)? {
      pthread_mutex_lock(mutex)
      defer { pthread_mutex_unlock(mutex) }
      while jobs.isEmpty, !isClosed { pthread_cond_wait(changed, mutex) }
      return jobs.isEmpty ? nil : jobs.removeFirst()
    }

    private func locked(_ body: () -> Void) {
      pthread_mutex_lock(mutex)
      body()
      pthread_cond_broadcast(changed)
      pthread_mutex_unlock(mutex)
    }
  }
}
