import type { Shown } from './outcome.ts'

/**
 * Returns the text that the user sees at the end: all deltas since the last retraction.
 * @example
 * visibleText(outcome.streamed)
 */
export function visibleText(streamed: readonly Shown[]): string {
  const last = streamed.findLastIndex(({ retracts }) => retracts === true)
  return streamed
    .slice(last + 1)
    .map(({ text }) => text)
    .join('')
}
