/** Words that report that something went wrong. */
const failure =
  /fail|error|exception|denied|refus|reject|invalid|unavailable|unknown|timed? ?out|expired|lost|missing|could ?n.t|can ?no?t|can't|unable|not (?:found|available|done|known|complete|possible)|try again|problem|wrong/i

/**
 * Returns whether a text reports that something went wrong.
 * @example
 * saysFailed('The order could not be placed.') // => true
 */
export function saysFailed(text: string): boolean {
  return failure.test(text)
}
