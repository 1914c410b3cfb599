import type { Shown } from './evidence.ts'

/** What the user sees in the end: all pieces since the last retraction. */
export function visibleText(streamed: readonly Shown[]): string {
  const last = streamed.findLastIndex(({ retracts }) => retracts === true)
  return streamed
    .slice(last + 1)
    .map(({ text }) => text)
    .join('')
}

/** The text of a value: a string as it is, of an object its member `text`. */
export function textOfValue(value: unknown): string | undefined {
  const text = typeof value === 'object' && value !== null ? (value as { text?: unknown }).text : value
  return typeof text === 'string' ? text : undefined
}
