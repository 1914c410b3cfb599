/** What an error says, with its causes and, of an aggregate, its parts. */
export function errorText(error: unknown, seen = new Set<unknown>()): string {
  if (!(error instanceof Error) || seen.has(error)) return String(error)
  seen.add(error)
  const fields = Object.values(error).filter((value) => typeof value === 'string' || typeof value === 'number')
  const parts: unknown[] = error instanceof AggregateError ? error.errors : []
  const causes = error.cause === undefined ? parts : [error.cause, ...parts]
  return [error.name, error.message, ...fields, ...causes.map((cause) => errorText(cause, seen))].join('\n')
}
