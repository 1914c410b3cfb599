import { readInjection } from '../../src/engine/plan/injection-text.ts'
import { catalogue } from '../../faults/catalogue.ts'
import { abortOf, cellOf } from '../matrix/cell.ts'
import type { Client, Mode } from '../matrix/client.ts'
import type { Cell } from '../matrix/matrix.ts'
import { play } from '../matrix/play.ts'
import { clientsIn, type ClientFile } from '../matrix/registry.ts'
import { errorInWords } from '../matrix/words.ts'

/** A way of calling a client that the matrix has, too. */
export interface Way {
  readonly file: ClientFile
  readonly client: string
  readonly mode: Mode
}

async function clientOf({ file, client }: Way): Promise<Client> {
  const found = (await clientsIn(file)).find(({ name }) => name === client)
  if (found === undefined) throw new Error(`${file}.ts has no client "${client}".`)
  return found
}

/** What a cell shows, in one line. */
function inWords({ outcome, error, uncaught = [], finish, text, values = [], requests }: Cell): string {
  const parts = [
    outcome,
    ...(text === undefined ? [] : [`"${text}"`]),
    ...values,
    ...(finish === undefined ? [] : [`finish reason ${finish}`]),
    ...(error === undefined ? [] : [errorInWords(error)]),
    ...uncaught.map((each) => `uncaught ${errorInWords(each)}`),
    requests.length === 1 ? '1 request' : `${requests.length} requests`,
  ]
  return parts.join(', ')
}

/** Plays a way under a plan. @returns the result of the app */
export async function playCell(way: Way, plan: string): Promise<string> {
  const client = await clientOf(way)
  const undisturbed = await play(client, way.mode, [])
  const played = await play(client, way.mode, [readInjection(plan, catalogue)])
  if (!played.hasFired) throw new Error(`${plan} did not fire.`)
  return inWords(cellOf(played, undisturbed.observed))
}

const abortsInWords = {
  closed: 'the call ends and its connection is closed',
  open: 'the call ends, and its connection stays open',
  waits: 'neither the call nor its connection ends',
  none: 'nothing can be aborted',
} as const

/** Aborts a way in the middle of a stalled answer. @returns what ended */
export async function abortCell(way: Way): Promise<string> {
  return abortsInWords[await abortOf(await clientOf(way), way.mode)]
}
