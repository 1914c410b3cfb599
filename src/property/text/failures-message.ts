/** The listed data of one failure. */
interface ListedFailure {
  /** The id of the property or the check. */
  readonly property: string
  readonly message: string
}

/** The message of a search that found several failures: a list of the violations, then each failure in full. */
export function failuresMessage(failures: readonly ListedFailure[]): string {
  const names = failures.map(({ property }) => property)
  const parts = failures.map(({ message }, index) => `${index + 1} of ${failures.length}: ${message}`)
  return [`${failures.length} failures: ${names.join(', ')}.`, ...parts].join('\n\n')
}
