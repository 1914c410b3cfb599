import { outcomes } from '../../src/program-matrix/outcome.ts'
import type { PlayedRow } from '../../src/program-matrix/judged.ts'
import type { Column } from './columns.ts'

/** What the rows of a program showed, without their output. */
export interface ProgramResult {
  readonly program: string
  readonly package?: string
  readonly version?: string
  readonly rows: readonly Omit<PlayedRow, 'stdout' | 'stderr' | 'isBaseline'>[]
}

/** The full table. */
export interface ProgramsResult {
  /** Such as `2026-11-26`. */
  readonly date: string
  readonly node: string
  readonly speed: number
  /** In ms. */
  readonly limit: number
  readonly programs: readonly ProgramResult[]
}

type ResultRow = ProgramResult['rows'][number]

/** A cell: the outcome, and how many calls the program made. */
export function cellOf(row: ResultRow | undefined): string {
  if (row === undefined) return '-'
  const seconds = Math.round(row.lasted / 1_000)
  const code = row.outcome === 'error' || row.outcome === 'crash' ? ` ${row.signal ?? row.exitCode}` : ''
  return `${row.outcome}${code}, ${row.calls} in ${seconds} s`
}

/** A table in Markdown: a line per program, and a column per fault. */
export function tableOf(programs: readonly ProgramResult[], columns: readonly string[]): string {
  const header = ['program', ...columns]
  const lines = programs.map(({ program, rows }) => [program, ...columns.map((name) => cellOf(rows.find((row) => row.name === name)))])
  return [header, header.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** What the outcomes of a table mean. */
export function legendOf(programs: readonly ProgramResult[]): readonly string[] {
  const used = new Set(programs.flatMap(({ rows }) => rows.map(({ outcome }) => outcome)))
  return Object.entries(outcomes).flatMap(([name, meaning]) => (used.has(name as keyof typeof outcomes) ? `\`${name}\`: ${meaning}` : []))
}

function escaped(text: string): string {
  return text.replaceAll('`', "'")
}

/** What the user of a program saw, and the rules that it violated. */
function chapterOf({ program, package: name, version, rows }: ProgramResult): string {
  const lines = rows.flatMap(({ name: column, outcome, message, violated, fired, calls }) => {
    const notes = [
      ...(message === undefined ? [] : [`\`${escaped(message)}\``]),
      ...violated.map(({ title, how }) => `${title}: ${how}`),
      ...(fired || column === 'without faults' || column === 'tool' ? [] : ['the fault never fired']),
    ]
    return notes.length === 0 ? [] : [`- ${column}: ${outcome}, ${calls} ${calls === 1 ? 'call' : 'calls'}. ${notes.join('. ')}`]
  })
  return `## ${program}\n\n\`${name}\` ${version}\n\n${lines.join('\n')}\n`
}

/** The page of the full table. */
export function programsPage({ date, node, speed, limit, programs }: ProgramsResult, columns: readonly Column[]): string {
  const names = columns.map(({ name }) => name)
  return `# Published programs under faults

Written by \`npm run check:programs -- --full\` on ${date}, with Node ${node}. ${programs.length} coding agents and command-line tools from
npm, each without faults and in ${names.length} situations, over a socket in real time; the providers' time passes ${speed} times faster, and
the time limit is ${limit / 60_000} minutes. Each run is a fresh process with a home of its own. A cell has what the user got, the number of calls, and the
time. The model answers "Where is my parcel?" with one sentence, or calls a tool that runs a shell command first. \`brownout matrix\`
prints the same for [a program of your own](program-matrix.md).

${tableOf(programs, ['without faults', ...names])}

${legendOf(programs)
  .map((line) => `- ${line}`)
  .join('\n')}

| situation | faults |
| --- | --- |
${columns.map(({ name, faults, command }) => `| ${name} | ${[...faults.map((fault) => `\`${fault}\``), ...(command === undefined ? [] : [`the model calls a tool that runs \`${command}\``])].join(', ')} |`).join('\n')}

A time limit, a retry and an error can each be the right decision of a program. What contradicts a document is in
[TROPHIES.md](../TROPHIES.md).

${programs.map(chapterOf).join('\n')}`
}
