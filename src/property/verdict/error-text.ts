/** An error, its causes, and the errors of an aggregate. */
function errorsIn(error: unknown, seen = new Set<unknown>()): Error[] {
  if (!(error instanceof Error) || seen.has(error)) return []
  seen.add(error)
  const parts: unknown[] = error instanceof AggregateError ? error.errors : []
  return [error, ...[error.cause, ...parts].flatMap((cause) => errorsIn(cause, seen))]
}

/**
 * Returns all information in an error: names, messages, and the texts and numbers among its members, including those of its
 * causes and of the errors of an aggregate.
 * @example
 * const isNamed = settlement.type === 'error' && errorText(settlement.error).includes('openai')
 */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return errorsIn(error)
    .flatMap((one) => [
      one.name,
      one.message,
      ...Object.values(one).filter((value) => typeof value === 'string' || typeof value === 'number'),
      ...(one.cause === undefined || one.cause instanceof Error ? [] : [String(one.cause)]),
    ])
    .join('\n')
}

const retryMembers = /^(is|can|should|may)?_?(retry|retryable|transient|temporary|permanent)$/i

/** Returns whether an error states if a retry helps: with a member such as `retryable`, or as text. */
export function tellsOfRetry(error: unknown): boolean {
  const hasMember = errorsIn(error).some((one) =>
    Object.entries(one).some(([name, value]) => retryMembers.test(name) && typeof value === 'boolean'),
  )
  return hasMember || /\b(try(ing)? (it )?again|retry(ing)? (will|later|in|after)|not retry|temporar|permanent)/i.test(errorText(error))
}
