import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { PlayedRow } from '../../src/program-matrix/judged.ts'
import { columns, rowOf } from './columns.ts'
import { fromDebian, fromNpm } from './install.ts'
import { legendOf, programsPage, tableOf, type ProgramResult, type ProgramsResult } from './page.ts'
import { playProgram, speed, type Workshop } from './play-program.ts'
import type { Program } from './program.ts'
import { programs } from './programs.ts'

// Runs published programs without faults and under faults, and prints what their users got. Fails if a program does not work without
// faults, or does not run its tool. With --full: every program of npm, every fault, and docs/programs.md.

const { values: options } = parseArgs({
  options: { full: { type: 'boolean', default: false }, program: { type: 'string', multiple: true }, packages: { type: 'string' } },
})

const minutes = 60_000
const chosenColumns = columns.filter(({ onDemand }) => options.full || onDemand !== true)
const chosen = programs.filter(({ name, npm, onDemand }) => {
  if (options.program !== undefined) return options.program.includes(name)
  return options.full ? npm !== undefined : onDemand !== true
})
if (chosen.length === 0) throw new Error(`No program has this name. Expected some of: ${programs.map(({ name }) => name).join(', ')}.`)

/** What does not work, by the name of the program. */
const broken = new Map<string, string>()

/** Whether a program did not run its tool before the answer. */
function isBroken({ name, outcome, calls }: Pick<PlayedRow, 'name' | 'outcome' | 'calls'>): boolean {
  return name === 'tool' && (outcome !== 'complete' || calls < 2)
}

/** Removes what differs with each run and machine: the folder, and the address of the emulator. */
function publicText(text: string, { folder }: Workshop): string {
  return text
    .replaceAll(folder, '')
    .replaceAll(/\/tmp\/\S+/g, '/tmp/…')
    .replaceAll(/http:\/\/127\.0\.0\.1:\d+(?:\/__brownout\/scope\/[^/\s]+)?/g, 'http://localhost')
}

async function resultOf(program: Program, workshop: Workshop): Promise<ProgramResult> {
  const rows = await playProgram(
    program,
    chosenColumns.flatMap((column) => rowOf(column, program) ?? []),
    workshop,
  )
  for (const { outcome, stdout, stderr } of rows.filter(isBroken))
    broken.set(program.name, `its tool does not run: ${outcome}\n${stdout}${stderr}`)
  console.error(`${program.name}: ${rows.length} rows`)
  return {
    program: program.name,
    ...(program.npm === undefined ? {} : { package: program.npm.name, version: program.npm.version }),
    rows: rows.map(({ stdout: _out, stderr: _err, isBaseline: _first, message, ...row }) => ({
      ...row,
      ...(message === undefined ? {} : { message: publicText(message, workshop) }),
    })),
  }
}

/** Runs several programs at once. A program that does not work without faults has no result. */
async function inLanes(lanes: number, play: (program: Program) => Promise<ProgramResult>): Promise<readonly ProgramResult[]> {
  const results: Promise<ProgramResult | undefined>[] = []
  for (const [index, program] of chosen.entries()) {
    const lane = (results[index - lanes] ?? Promise.resolve()).then(() => play(program))
    results.push(lane.catch((error: unknown) => void broken.set(program.name, String(error))))
  }
  return (await Promise.all(results)).filter((result) => result !== undefined)
}

const resultsFile = new URL('../../docs/programs.json', import.meta.url)

/** Writes the page and its data. Programs that were not chosen keep their earlier results. */
function writeResults(results: readonly ProgramResult[], limit: number): void {
  const earlier = existsSync(resultsFile) ? (JSON.parse(readFileSync(resultsFile, 'utf8')) as ProgramsResult).programs : []
  const every = programs.flatMap(({ name }) => [...results, ...earlier].find(({ program }) => program === name) ?? [])
  const full = { date: new Date().toISOString().slice(0, 10), node: process.versions.node, speed, limit, programs: every }
  writeFileSync(resultsFile, `${JSON.stringify(full, null, 1)}\n`)
  writeFileSync(new URL('../../docs/programs.md', import.meta.url), programsPage(full, columns))
}

const folder = options.packages ?? mkdtempSync(join(tmpdir(), 'brownout-programs-'))
try {
  const packages = fromNpm(chosen, folder)
  // It is awaited later: until then, a failure must not count as unhandled.
  packages.catch(() => {})
  await fromDebian(chosen)
  const workshop: Workshop = options.full
    ? { folder, limit: 6 * minutes, concurrency: 5 }
    : { folder, limit: minutes / 2, concurrency: chosenColumns.length }
  const results = await inLanes(options.full ? 4 : 1, async (program) => {
    if (program.npm !== undefined) await packages
    return resultOf(program, workshop)
  })
  const names = ['without faults', ...chosenColumns.map(({ name }) => name)]
  console.log(`${tableOf(results, names)}\n\n${legendOf(results).join('\n')}`)
  if (options.full) writeResults(results, workshop.limit)
  if (broken.size > 0) throw new Error([...broken].map(([name, why]) => `${name}: ${why}`).join('\n'))
} finally {
  if (options.packages === undefined) rmSync(folder, { recursive: true, force: true })
}
