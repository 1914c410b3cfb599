import { cellOf } from './cell.ts'
import { separator } from './cells.ts'
import { outcomes } from './classify.ts'
import { modes, type Client, type Mode } from './client.ts'
import { plans } from './plans.ts'
import { play } from './play.ts'
import { clientFiles, clientsIn } from './registry.ts'
import { errorInWords, requestInWords } from './words.ts'

async function clientNamed(name: string): Promise<Client> {
  for (const file of clientFiles) {
    const found = (await clientsIn(file)).find((client) => client.name === name)
    if (found !== undefined) return found
  }
  throw new Error(`No client of the matrix is named "${name}". docs/matrix.md lists them.`)
}

/**
 * Plays one cell and prints its timeline.
 * @throws Error if a part of the name is unknown
 */
export async function printCell(cell: string): Promise<void> {
  const [name = '', mode = '', planName = ''] = cell.split(separator)
  const client = await clientNamed(name)
  const ask = modes.find((known) => known === mode && client.asks[known] !== undefined)
  if (ask === undefined) throw new Error(`"${name}" has no mode "${mode}". It has ${Object.keys(client.asks).join(', ')}.`)
  const plan = plans.find((known) => known.name === planName)
  if (plan === undefined)
    throw new Error(`No plan of the matrix is named "${planName}". It has ${plans.map((known) => known.name).join(', ')}.`)
  const { log } = console
  const undisturbed = await play(client, ask satisfies Mode, [])
  const played = await play(client, ask, [plan.injection])
  const { outcome, error, finish, text, values, waited, uncaught = [], requests } = cellOf(played, undisturbed.observed)
  log(cell)
  for (const [at, request] of requests.entries()) log(`  ${requestInWords(request, at)}`)
  log(`after ${waited} ms: ${outcomes[outcome]}`)
  if (error !== undefined) log(`  ${errorInWords(error)}`)
  for (const each of uncaught) log(`  not caught: ${errorInWords(each)}`)
  if (finish !== undefined) log(`  finish reason: ${finish}`)
  if (text !== undefined) log(`  text: ${text}`)
  for (const value of values ?? []) log(`  ${value}`)
}
