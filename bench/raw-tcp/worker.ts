import { nameOf } from '../matrix/cells.ts'
import { readMatrix } from '../matrix/files.ts'
import { clientsIn, type ClientFile } from '../matrix/registry.ts'
import { silencing } from '../matrix/silence.ts'
import { redirectFetch } from './call-client.ts'
import { playedProviders } from './dialects/index.ts'
import { inProcess, overSockets, type PlayedCell } from './play-cells.ts'
import { sampleOf } from './sample.ts'
import { shrinkTime } from './shrunken-time.ts'

/** What a process that plays the clients of one file sends back. */
export interface WorkerMessage {
  readonly played: readonly PlayedCell[]
}

const [file, seed, count, only = ''] = process.argv.slice(2) as [ClientFile, string, string, string | undefined]
silencing()
const sample = sampleOf(readMatrix()!, seed, Number(count)).filter((cell) => nameOf(cell).includes(only))
const clients = (sample.length === 0 ? [] : await clientsIn(file)).filter(({ providers }) =>
  providers.every((provider) => playedProviders.has(provider().name)),
)
const cells = clients.flatMap((client) => sample.filter((cell) => cell.client.name === client.name).map((cell) => ({ ...cell, client })))
const virtual = []
for (const cell of cells) virtual.push(await inProcess(cell))
shrinkTime()
redirectFetch()
const played: PlayedCell[] = []
for (const [at, cell] of cells.entries()) played.push({ name: nameOf(cell), inProcess: virtual[at]!, ...(await overSockets(cell)) })
process.send!({ played } satisfies WorkerMessage, () => process.exit())
