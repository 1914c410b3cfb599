export { sentence } from '../../engine/base/sentence.ts'

const noBreak = '\u{a0}'

/**
 * Formats a time for readers, with a no-break space before its unit.
 * @param ms in ms
 * @example
 * timeText(1_260) // => '1.26\u{a0}s'
 */
export function timeText(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)}${noBreak}ms`
  if (ms < 60_000) return `${rounded(ms / 1_000)}${noBreak}s`
  const seconds = Math.round(ms / 1_000)
  if (seconds < 3_600) return parts(Math.floor(seconds / 60), 'min', seconds % 60, 's')
  const minutes = Math.round(seconds / 60)
  return parts(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
}

function parts(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return `${large}${noBreak}${largeUnit}${small === 0 ? '' : `${noBreak}${small}${noBreak}${smallUnit}`}`
}

function rounded(seconds: number): string {
  return String(Number(seconds.toFixed(2)))
}

/** Formats a number with thousands separators: `4,752`. */
export function numberText(count: number): string {
  return count.toLocaleString('en-US')
}

/**
 * Formats a count with its noun.
 * @example
 * counted(2, 'run') // => '2 runs'
 */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${numberText(count)} ${count === 1 ? noun : plural}`
}

/** A text on one line, shortened to a length. */
export function oneLine(text: string, most = 80): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`
}
