import { fork } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { clientFiles, type ClientFile } from '../matrix/registry.ts'
import { differences, type View } from './compare.ts'
import { refusedConnection } from './faults.ts'
import type { PlayedCell } from './play-cells.ts'
import type { WorkerMessage } from './worker.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: 'raw' },
    cells: { type: 'string', default: '1000' },
    only: { type: 'string' },
    write: { type: 'string' },
  },
})

/** Cells wait more than they compute. */
const perCore = 2

function playFile(file: ClientFile): Promise<readonly PlayedCell[]> {
  return new Promise((resolve, reject) => {
    const given = [file, values.seed, values.cells, ...(values.only === undefined ? [] : [values.only])]
    const child = fork(new URL('worker.ts', import.meta.url), given, {
      execArgv: ['--no-warnings'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    let played: readonly PlayedCell[] | undefined
    child.on('message', (message: WorkerMessage) => (played = message.played))
    child.on('error', reject)
    child.on('exit', (code) => {
      if (played === undefined) reject(new Error(`The clients in ${file}.ts ended with code ${code} before their last cell.`))
      else resolve(played)
    })
  })
}

async function playAll(): Promise<readonly PlayedCell[]> {
  const all: PlayedCell[] = []
  const left = [...clientFiles]
  const work = async (): Promise<void> => {
    for (let file = left.shift(); file !== undefined; file = left.shift()) {
      all.push(...(await playFile(file)))
      console.error(`${all.length} cells: ${file}`)
    }
  }
  await Promise.all(Array.from({ length: perCore * availableParallelism() }, work))
  return all.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** How many cells agree in each respect, and in all. */
function agreement(all: readonly PlayedCell[], other: (cell: PlayedCell) => View): string {
  const differ = all.map((cell) => differences(cell.raw, other(cell)))
  const share = (agreeing: number): string => `${agreeing} of ${all.length} (${((100 * agreeing) / all.length).toFixed(1)} %)`
  const respects: readonly (keyof View)[] = ['outcome', 'requests', 'error', 'finish', 'text', 'values']
  const ofEach = respects.map((respect) => `  ${respect}: ${share(differ.filter((names) => !names.includes(respect)).length)}`)
  return [`  all: ${share(differ.filter(({ length }) => length === 0).length)}`, ...ofEach].join('\n')
}

/** A cell in which the emulator differs from the raw server, if any. A server that listens cannot refuse a connection. */
function differencesOf({ name, raw, inProcess, overSockets }: PlayedCell): readonly (keyof View)[] {
  const respects = [...differences(raw, inProcess), ...(name.endsWith(refusedConnection) ? [] : differences(raw, overSockets))]
  return [...new Set(respects)]
}

function shownDifference(cell: PlayedCell): string {
  const { name, raw, inProcess, overSockets } = cell
  const lines = differencesOf(cell).flatMap((respect) =>
    Object.entries({ raw, inProcess, overSockets }).map(([from, view]) => `  ${respect}, ${from}: ${JSON.stringify(view[respect])}`),
  )
  return [name, ...lines].join('\n')
}

const all = await playAll()
if (values.write !== undefined) writeFileSync(values.write, `${JSON.stringify(all, null, 1)}\n`)
const differing = all.filter((cell) => differencesOf(cell).length > 0)
for (const cell of differing) console.log(shownDifference(cell))
console.log(`In process, the emulator agrees with the raw server in\n${agreement(all, ({ inProcess }) => inProcess)}`)
const refusable = all.filter(({ name }) => !name.endsWith(refusedConnection))
console.log(`Over sockets, the emulator agrees with the raw server in\n${agreement(refusable, ({ overSockets }) => overSockets)}`)
process.exit(differing.length === 0 ? 0 : 1)
