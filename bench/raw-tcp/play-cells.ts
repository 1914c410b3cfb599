import type { PlacedCell } from '../matrix/cells.ts'
import { nameOf } from '../matrix/cells.ts'
import type { Client } from '../matrix/client.ts'
import type { Observed } from '../matrix/observed.ts'
import { callClient } from './call-client.ts'
import { viewOf, viewOfObserved, type View } from './compare.ts'
import { emulator } from './emulator.ts'
import { refusedConnection } from './faults.ts'
import { rawServer, type CellServer, type Otherwise } from './raw-server.ts'

/** One cell against the raw server, the matrix and the emulator over sockets. */
export interface PlayedCell {
  readonly name: string
  readonly raw: View
  readonly inProcess: View
  readonly overSockets: View
}

interface Seen {
  readonly observed: Observed
  readonly requests: number
}

/** A port where nothing listens. A request that fails there never arrives, so requests are counted as sent. */
const nowhere = 'http://127.0.0.1:1'

async function seenAt(client: Client, { mode, plan }: Pick<PlacedCell, 'mode' | 'plan'>, server: Pick<CellServer, 'url' | 'requests'>): Promise<Seen> {
  const url = plan === refusedConnection ? nowhere : server.url
  const observed = await callClient(client, mode, { url, requests: server.requests })
  return { observed, requests: server.requests() }
}

async function atRaw(client: Client, cell: Pick<PlacedCell, 'mode' | 'plan'>, plan: string | undefined, otherwise?: Otherwise): Promise<Seen> {
  const server = await rawServer(plan === refusedConnection ? undefined : plan, otherwise)
  try {
    return await seenAt(client, { ...cell, plan: plan ?? '' }, server)
  } finally {
    server.close()
  }
}

async function atEmulator(client: Client, cell: Pick<PlacedCell, 'mode' | 'plan'>, plan: string | undefined): Promise<Seen & { readonly said: Otherwise }> {
  const server = await emulator(client, plan)
  try {
    return { ...(await seenAt(client, { ...cell, plan: '' }, server)), said: server.said }
  } finally {
    await server.close()
  }
}

/** Plays cells of one client, one after the other. */
export async function playCells(client: Client, cells: readonly PlacedCell[]): Promise<readonly PlayedCell[]> {
  const played: PlayedCell[] = []
  const undisturbed = new Map<string, readonly [raw: Seen, emulated: Seen]>()
  for (const placed of cells) {
    const { mode, plan, cell } = placed
    if (!undisturbed.has(mode)) undisturbed.set(mode, [await atRaw(client, placed, undefined), await atEmulator(client, placed, undefined)])
    const [rawUsual, emulatedUsual] = undisturbed.get(mode)!
    const emulated = await atEmulator(client, placed, plan)
    const raw = await atRaw(client, placed, plan, emulated.said)
    played.push({
      name: nameOf(placed),
      raw: viewOfObserved(raw.observed, rawUsual.observed, raw.requests),
      inProcess: viewOf(cell, cell.requests.length),
      overSockets: viewOfObserved(emulated.observed, emulatedUsual.observed, emulated.requests),
    })
  }
  return played
}
