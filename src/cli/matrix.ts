import { catalogue } from '../../faults/catalogue.ts'
import { coreOf } from '../chaos/core.ts'
import { counted } from '../engine/base/counted.ts'
import { exactDuration } from '../engine/base/duration.ts'
import type { Injection } from '../engine/plan/injection.ts'
import { readInjection, writeInjection } from '../engine/plan/injection-text.ts'
import type { PlayedRow } from '../program-matrix/judged.ts'
import { outcomes, type ProgramOutcome } from '../program-matrix/outcome.ts'
import { programMatrix, type ProgramMatrix } from '../program-matrix/program-matrix.ts'
import { cellsOf, columns, markdownOf, notesOf } from '../program-matrix/table.ts'
import { usualFaults } from '../program-matrix/usual-faults.ts'
import { chaosOf } from './chaos-of-settings.ts'
import type { ChaosSettings } from './chaos-options.ts'
import { everyRemoteHost } from './every-provider.ts'
import { entryOf } from './fault-entry.ts'
import { jsonPieces, writeOutput } from './files.ts'
import { UsageError } from './usage-error.ts'

/** What `brownout matrix` takes. */
export interface MatrixSettings extends Pick<ChaosSettings, 'seed' | 'fault' | 'providers' | 'ownHost' | 'answers' | 'speed'> {
  /** In ms of real time. */
  readonly limit: number
  readonly concurrency: number
  /** Whether Node processes are answered wherever they call. */
  readonly register: boolean
  readonly expect?: string | RegExp
  readonly json?: string
  readonly markdown?: string
  /** The outcomes that fail the command. */
  readonly failOn: readonly ProgramOutcome[]
}

/**
 * Runs a command once without faults and once per fault, and prints what its user got.
 * @returns the exit code: 1 if a row has an outcome that is to fail, else 0
 * @throws BrownoutError if the command does not work without faults; UsageError if a fault can never fire
 */
export async function matrix(command: readonly string[], settings: MatrixSettings): Promise<number> {
  const chaos = await chaosOf({ ...settings, fault: [], recipe: [], keep: 10_000, otlpTexts: false }, everyRemoteHost)
  const injections = settings.fault.length > 0 ? settings.fault : usualFaults.map((text) => readInjection(text, catalogue))
  try {
    coreOf(chaos).check(injections)
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error })
  }
  // Programs that run are ended with this process.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1))
  const rows = injections.map((injection) => ({ name: nameOf(injection), scenario: { faults: [injection.toJSON()] } }))
  const width = Math.max(...rows.map(({ name }) => name.length))
  console.log(inColumns(columns, width))
  const table = await programMatrix({
    chaos,
    rows,
    launch: ({ env }) => ({ command, env: { ...process.env, ...env } }),
    limit: settings.limit,
    concurrency: settings.concurrency,
    joinsNode: settings.register,
    expected: settings.expect,
    onRow: (row) => print(row, width),
  })
  console.log(`\n${legendOf(table)}`)
  await writeFiles(table, command, settings)
  return table.rows.some(({ outcome }) => settings.failOn.includes(outcome)) ? 1 : 0
}

/** A fault as on the command line, without the parameters that have their default. */
function nameOf({ fault, parameters, trigger }: Injection): string {
  const usual: Readonly<Record<string, unknown>> = fault.parameters.safeParse({}).data ?? {}
  const spans = new Set(entryOf(fault).parameters.flatMap(({ name, type }) => (type.includes('duration') ? name : [])))
  const given = Object.entries(parameters).flatMap(([name, value]): (readonly [string, unknown])[] =>
    value === usual[name] ? [] : [[name, spans.has(name) && typeof value === 'number' ? exactDuration(value) : value]],
  )
  const written: Record<string, unknown> = Object.fromEntries(given)
  return writeInjection({ fault: fault.name, parameters: written, trigger })
}

function inColumns([name = '', outcome = '', ...rest]: readonly string[], width: number): string {
  return [name.padEnd(width), outcome.padEnd(12), ...rest.map((cell) => cell.padStart(7))].join('  ').trimEnd()
}

function print(row: PlayedRow, width: number): void {
  console.log(inColumns(cellsOf(row), width))
  for (const note of notesOf(row)) console.log(`    ${note}`)
}

/** What the words of the table mean, and what it does not show. */
function legendOf({ rows, completeBy }: ProgramMatrix): string {
  const used = [...new Set(rows.map(({ outcome }) => outcome))]
  const unfired = rows.filter(({ fired, isBaseline }) => !fired && !isBaseline)
  return [
    ...used.map((outcome) => `${outcome}: ${outcomes[outcome]}`),
    ...(completeBy === 'output'
      ? [
          'The program does not print the answer as it is, so its output is compared with that of the run without faults. --expect names a part.',
        ]
      : []),
    ...(unfired.length === 0 ? [] : [`${counted(unfired.length, 'fault')} never fired: the program made no call that they change.`]),
  ].join('\n')
}

async function writeFiles({ rows }: ProgramMatrix, command: readonly string[], settings: MatrixSettings): Promise<void> {
  const { seed, speed, json, markdown } = settings
  if (json !== undefined) await writeOutput(jsonPieces({ command, seed, speed, rows }), json)
  if (markdown !== undefined) await writeOutput([markdownOf(rows)], markdown)
}
