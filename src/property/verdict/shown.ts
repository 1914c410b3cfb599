import type { Shown } from './outcome.ts'

/**
 * Returns what the user sees in the end: all pieces since the last retraction.
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
