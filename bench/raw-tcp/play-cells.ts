import { cellOf } from '../matrix/cell.ts'
import type { PlacedCell } from '../matrix/cells.ts'
import type { Client, Mode } from '../matrix/client.ts'
import { plans } from '../matrix/plans.ts'
import { play } from '../matrix/play.ts'
import { callClient, type Seen } from './call-client.ts'
import { viewOf, viewOfObserved, type View } from './compare.ts'
import { emulator } from './emulator.ts'
import { refusedConnection } from './faults.ts'
import { rawServer, type Otherwise } from './raw-server.ts'

/** One cell against the raw server, and against the emulator in virtual time and over sockets. */
export interface PlayedCell {
  readonly name: string
  readonly raw: View
  readonly inProcess: View
  readonly overSockets: View
}

async function atRaw(client: Client, mode: Mode, plan?: string, otherwise?: Otherwise): Promise<Seen> {
  const server = await rawServer(plan === refusedConnection ? undefined : plan, otherwise)
  // Its port then refuses connections.
  if (plan === refusedConnection) await server.close()
  try {
    return await callClient(client, mode, server.url)
  } finally {
    await server.close()
  }
}

async function atEmulator(client: Client, mode: Mode, plan?: string): Promise<Seen & { readonly said: Otherwise }> {
  const server = await emulator(client, plan)
  try {
    return { ...(await callClient(client, mode, server.url)), said: server.said }
  } finally {
    await server.close()
  }
}

/** A cell to be played. */
export type ChosenCell = Pick<PlacedCell, 'mode' | 'plan'> & { readonly client: Client }

/** Plays a cell in virtual time. */
export async function inProcess({ client, mode, plan }: ChosenCell): Promise<View> {
  const { observed: undisturbed } = await play(client, mode, [])
  const played = await play(client, mode, [plans.find(({ name }) => name === plan)!.injection])
  return viewOf(cellOf(played, undisturbed), played.calls.length)
}

const usualOf = new Map<string, Promise<readonly [raw: Seen, emulated: Seen]>>()

/** What a client shows without a fault. */
function usual({ client, mode }: ChosenCell): Promise<readonly [raw: Seen, emulated: Seen]> {
  const key = `${client.name} ${mode}`
  const seen = usualOf.get(key) ?? (async () => [await atRaw(client, mode), await atEmulator(client, mode)] as const)()
  usualOf.set(key, seen)
  return seen
}

/** Plays a cell against the raw server and the emulator, both over sockets in shrunken time. */
export async function overSockets(cell: ChosenCell): Promise<Pick<PlayedCell, 'raw' | 'overSockets'>> {
  const { client, mode, plan } = cell
  const [rawUsual, emulatedUsual] = await usual(cell)
  const emulated = await atEmulator(client, mode, plan)
  const raw = await atRaw(client, mode, plan, emulated.said)
  return { raw: viewOfObserved(raw, rawUsual), overSockets: viewOfObserved(emulated, emulatedUsual) }
}
