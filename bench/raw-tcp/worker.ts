import { redirectFetch } from './call-client.ts'
import { shrinkTime } from './shrunken-time.ts'
import { nameOf } from '../matrix/cells.ts'
import { readMatrix } from '../matrix/files.ts'
import { clientsIn, type ClientFile } from '../matrix/registry.ts'
import { silencing } from '../matrix/silence.ts'
import { playCells, type PlayedCell } from './play-cells.ts'
import { sampleOf } from './sample.ts'

/** What a process that plays the clients of one file sends back. */
export interface WorkerMessage {
  readonly played: readonly PlayedCell[]
}

const [file, seed, count, only] = process.argv.slice(2) as [ClientFile, string, string, string | undefined]
silencing()
shrinkTime()
redirectFetch()
const cells = sampleOf(readMatrix()!, seed, Number(count)).filter((cell) => only === undefined || nameOf(cell).includes(only))
const played: PlayedCell[] = []
if (cells.length > 0)
  for (const client of await clientsIn(file))
    played.push(...(await playCells(client, cells.filter(({ client: { name } }) => name === client.name))))
process.send!({ played } satisfies WorkerMessage, () => process.exit())
