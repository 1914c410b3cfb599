type AnyFunction = (...args: never[]) => unknown

/** Omits lines and columns from a stack trace: looking them up is the most expensive part. */
const filesOf = (_: Error, callers: readonly NodeJS.CallSite[]): readonly string[] => callers.map((caller) => caller.getFileName() ?? '')

/**
 * Returns the files of the functions on the stack, the innermost first. The name is empty for code without a file.
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
