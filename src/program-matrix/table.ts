import { formatDuration } from '../engine/base/duration.ts'
import type { PlayedRow } from './judged.ts'

/** The columns of the table. */
export const columns = ['fault', 'outcome', 'calls', 'time', 'Retry-After'] as const

/** A row, in the columns of the table. */
export function cellsOf({ name, outcome, exitCode, signal, calls, lasted, retryAfter }: PlayedRow): string[] {
  const code = outcome === 'error' || outcome === 'crash' ? ` (${signal ?? exitCode})` : ''
  return [name, `${outcome}${code}`, String(calls), formatDuration(lasted), retryAfter ?? '-']
}

/** What a row shows next to its cells: what the user saw, and the rules that its client violated. */
export function notesOf({ message, violated, isBaseline, fired }: PlayedRow): string[] {
  return [
    ...(fired || isBaseline ? [] : ['the fault never fired']),
    ...(message === undefined ? [] : [`its user saw: ${message}`]),
    ...violated.map(({ rule, how }) => `${rule}: ${how}`),
  ]
}

/** The table in Markdown. */
export function markdownOf(rows: readonly PlayedRow[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`
  const heads = [...columns, 'notes']
  const cells = rows.map((row) => [...cellsOf(row), notesOf(row).join('; ')])
  return `${[heads, heads.map(() => '---'), ...cells].map(line).join('\n')}\n`
}
