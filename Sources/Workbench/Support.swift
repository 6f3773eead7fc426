internal import Archives
internal import Core
internal import DatasetCatalog
internal import Evaluation
internal import Layouts
internal import NeuralNetworks
internal import Sampling
internal import SyntheticFaces
internal import Tensors

/// An error of a lower module, which the workbench names as its own.
protocol LowerError: Error {
  var lifted: WorkbenchError { get }
}

extension FileError: LowerError { var lifted: WorkbenchError { .file(self) } }
extension SettingsError: LowerError { var lifted: WorkbenchError { .settings(self) } }
extension ArchiveError: LowerError { var lifted: WorkbenchError { .archive(self) } }
extension CatalogError: LowerError { var lifted: WorkbenchError { .catalog(self) } }
extension TensorError: LowerError { var lifted: WorkbenchError { .tensors(self) } }
extension NetworkError: LowerError { var lifted: WorkbenchError { .network(self) } }
extension SamplingError: LowerError { var lifted: WorkbenchError { .sampling(self) } }
extension EvaluationError: LowerError { var lifted: WorkbenchError { .evaluation(self) } }
extension SyntheticFacesError: LowerError { var lifted: WorkbenchError { .synthetic(self) } }
extension ModelError: LowerError { var lifted: WorkbenchError { .model(self) } }

/// Runs an operation of a lower module and names its error as one of the workbench's.
@discardableResult
func lifting<Result: ~Copyable, Failure: LowerError>(
  _ body: () throws(Failure) -> Result
) throws(WorkbenchError) -> Result {
  do { return try body() } catch { throw error.lifted }
}

/// Runs an operation on a source's layout and names its error with the source.
func reading<Result>(
  _ source: String, _ body: () throws(LayoutError) -> Result
) throws(WorkbenchError) -> Result {
  do { return try body() } catch { throw .layout(source: source, error) }
}

/// One of an enumeration's raw values, from a flag.
func choice<Choice: RawRepresentable & CaseIterable>(
  _ text: String, _ flag: String
) throws(WorkbenchError) -> Choice where Choice.RawValue == String {
  if let value = Choice(rawValue: text) { return value }
  let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
  throw .usage("\(flag) cannot be '\(text)'; use one of: \(known)")
}

extension WorkerPool {
  /// The results of a throwing `body` for every index in 0..<count, in order.
  ///
  /// Of several failures the one of the lowest index is thrown.
  func tryMap<Value: Sendable>(
    _ count: Int, _ body: @Sendable (_ index: Int, _ worker: Int) throws(WorkbenchError) -> Value
  ) throws(WorkbenchError) -> [Value] {
    let results = map(count) { index, worker -> Result<Value, WorkbenchError> in
      do throws(WorkbenchError) { return .success(try body(index, worker)) } catch {
        return .failure(error)
      }
    }
    var values: [Value] = []
    values.reserveCapacity(count)
    for result in results { values.append(try result.get()) }
    return values
  }
}
