import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { anthropic, brownout, gemini, openai } from '../../src/index.ts'
import type { Place } from '../../src/program-matrix/emulator.ts'
import type { PlayedRow } from '../../src/program-matrix/judged.ts'
import type { Launch } from '../../src/program-matrix/launch.ts'
import type { Row } from '../../src/program-matrix/played.ts'
import { programMatrix } from '../../src/program-matrix/program-matrix.ts'
import { answer } from './columns.ts'
import type { Program } from './program.ts'

/** How much faster the providers' time passes. */
export const speed = 60

/** The folder of programs, and their limits. */
export interface Workshop {
  /** The folder of the packages of npm, in which each run gets a folder of its own. */
  readonly folder: string
  /** How long a run can last, in ms. */
  readonly limit: number
  /** How many rows run at once. */
  readonly concurrency: number
}

/**
 * Runs a program without faults and in rows, each in a folder of its own, which is its home, too.
 * @throws BrownoutError if it does not print the complete answer without faults
 */
export async function playProgram(program: Program, rows: readonly Row[], workshop: Workshop): Promise<readonly PlayedRow[]> {
  const chaos = brownout({ seed: 'programs', speed, providers: [openai(), anthropic(), gemini()] })
  const matrix = await programMatrix({
    chaos,
    rows,
    baseline: { name: 'without faults', scenario: { answers: [{ text: answer }] } },
    launch: (place) => launchOf(program, place, workshop),
    limit: workshop.limit,
    concurrency: workshop.concurrency,
    joinsNode: false,
  })
  if (matrix.completeBy !== 'answer') throw new Error(`${program.name} does not print the answer without faults: ${matrix.rows[0]?.stdout}`)
  return matrix.rows
}

/** The programs and a fresh home. */
function launchOf(program: Program, { name, env }: Place, { folder }: Workshop): Launch {
  const own = join(folder, `${program.name}.${name}`.replaceAll(/[^\w.-]+/g, '-'))
  // A folder of packages can have it from an earlier run.
  rmSync(own, { recursive: true, force: true })
  mkdirSync(join(own, 'build/cache'), { recursive: true })
  writeFileSync(join(own, 'parcel.txt'), 'It is in the harbor.\n')
  writeFileSync(join(own, 'build/app.js'), 'export {}\n')
  const variables = {
    // What a program starts by itself is this Node, too.
    PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
    HOME: own,
    NODE: process.execPath,
    PROGRAMS: join(folder, 'node_modules'),
    PROMPT: 'Where is my parcel?',
    // The compiled standard library, which is the same for all.
    GOCACHE: join(folder, 'go-cache'),
    ...env,
  }
  return { command: program.command, folder: own, env: variables }
}
