type AnyFunction = (...args: never[]) => unknown

/** Leaves lines and columns out of a stack trace: looking them up costs most of it. */
const filesOf = (_: Error, callers: readonly NodeJS.CallSite[]): readonly string[] => callers.map((caller) => caller.getFileName() ?? '')

/**
 * The files of the functions on the stack, the innermost first. An empty name for what has no file.
 * @param below only callers of this function
 */
export function callersOf(below: AnyFunction, most: number): readonly string[] {
  const { stackTraceLimit, prepareStackTrace } = Error
  Error.stackTraceLimit = most
  Error.prepareStackTrace = filesOf
  const trace: { stack?: unknown } = {}
  Error.captureStackTrace?.(trace, below)
  const files = trace.stack
  Error.stackTraceLimit = stackTraceLimit
  Error.prepareStackTrace = prepareStackTrace
  return Array.isArray(files) ? (files as readonly string[]) : []
}
