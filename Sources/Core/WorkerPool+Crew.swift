internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The helper threads of a pool and the job they share.
final class Crew: @unchecked Sendable {
  // Safe to share: `job`, `generation`, `busy` and `isDismissed` are touched only under `mutex`; `turn` lets
  // one caller at a time hand out a job; the claim counter is atomic.
  struct Job {
    let count: Int
    let body: @Sendable (Int, Int) -> Void
  }

  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let turn = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let arrived = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let finished = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var workerKey = pthread_key_t()
  private let next = Atomic<Int>(0)
  // Lives on the caller's stack until every helper has left `claim`.
  private var job: UnsafePointer<Job>?
  private var generation: UInt64 = 0
  private var busy = 0
  private var isDismissed = false
  private var threads: [pthread_t] = []

  init(helpers: Int) {
    pthread_mutex_init(mutex, nil)
    pthread_mutex_init(turn, nil)
    pthread_cond_init(arrived, nil)
    pthread_cond_init(finished, nil)
    pthread_key_create(&workerKey, nil)
    for worker in 0..<helpers {
      let start = Unmanaged.passRetained(Start(crew: self, worker: worker + 1))
      var thread = pthread_t()
      let code = pthread_create(
        &thread, nil,
        { argument in
          guard let argument else { return nil }
          let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
          start.crew.work(as: start.worker)
          return nil
        }, start.toOpaque())
      if code == 0 { threads.append(thread) } else { start.release() }
    }
  }

  deinit {
    pthread_mutex_destroy(mutex)
    pthread_mutex_destroy(turn)
    pthread_cond_destroy(arrived)
    pthread_cond_destroy(finished)
    pthread_key_delete(workerKey)
    mutex.deallocate()
    turn.deallocate()
    arrived.deallocate()
    finished.deallocate()
  }

  /// The worker number of the calling thread while it runs a body of this crew.
  var currentWorker: Int? {
    pthread_getspecific(workerKey).map { Int(bitPattern: $0) - 1 }
  }

  func run(count: Int, body: @escaping @Sendable (Int, Int) -> Void) {
    pthread_mutex_lock(turn)
    defer { pthread_mutex_unlock(turn) }
    withUnsafePointer(to: Job(count: count, body: body)) { handOut($0) }
  }

  private func handOut(_ job: UnsafePointer<Job>) {
    let helps = job.pointee.count > 1 && !threads.isEmpty
    next.store(0, ordering: .relaxed)
    if helps {
      pthread_mutex_lock(mutex)
      self.job = job
      generation &+= 1
      busy = threads.count
      pthread_cond_broadcast(arrived)
      pthread_mutex_unlock(mutex)
    }
    claim(job, as: 0)
    guard helps else { return }
    pthread_mutex_lock(mutex)
    while busy > 0 { pthread_cond_wait(finished, mutex) }
    self.job = nil
    pthread_mutex_unlock(mutex)
  }

  func dismiss() {
    pthread_mutex_lock(mutex)
    isDismissed = true
    pthread_cond_broadcast(arrived)
    pthread_mutex_unlock(mutex)
    for thread in threads { pthread_join(thread, nil) }
    threads = []
  }

  private func work(as worker: Int) {
    var seen: UInt64 = 0
    while true {
      pthread_mutex_lock(mutex)
      while generation == seen, !isDismissed { pthread_cond_wait(arrived, mutex) }
      seen = generation
      let job = isDismissed ? nil : self.job
      pthread_mutex_unlock(mutex)
      guard let job else { return }
      claim(job, as: worker)
      pthread_mutex_lock(mutex)
      busy -= 1
      if busy == 0 { pthread_cond_signal(finished) }
      pthread_mutex_unlock(mutex)
    }
  }

  // Not inlined, so that no helper holds on to the caller's closure after it has left.
  @inline(never)
  private func claim(_ job: UnsafePointer<Job>, as worker: Int) {
    pthread_setspecific(workerKey, UnsafeRawPointer(bitPattern: worker + 1))
    defer { pthread_setspecific(workerKey, nil) }
    while true {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      if index >= job.pointee.count { return }
      job.pointee.body(index, worker)
    }
  }

  private final class Start {
    let crew: Crew
    let worker: Int
    init(crew: Crew, worker: Int) { (self.crew, self.worker) = (crew, worker) }
  }
}
