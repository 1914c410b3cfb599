import type { Injection } from '../../src/index.ts'
import { serve } from '../../src/server/index.ts'
import { Collected, seenError, type Observed } from './observed.ts'
import { chaosOf } from './play.ts'
import type { Client, Mode } from './client.ts'
import { answeringTokenTables } from './token-tables.ts'

/** The longest time of a call, in ms of real time. */
const longest = 60_000

/** Which provider of a client a host belongs to: the one whose name it contains, or the only one. */
export function providerAt(host: string, names: readonly string[]): string {
  return names.find((name) => host.includes(name)) ?? names[0]!
}

/**
 * Sends what a client sends to its providers to a server instead.
 * @returns a function that restores `fetch`
 */
function sendingTo(url: string, names: readonly string[]): () => void {
  const before = globalThis.fetch
  globalThis.fetch = (input, init) => {
    const asked = new URL(input instanceof Request ? input.url : input)
    const target = `${url}/${providerAt(asked.hostname, names)}${asked.pathname}${asked.search}`
    return before(input instanceof Request ? new Request(target, input) : target, init)
  }
  return () => {
    globalThis.fetch = before
  }
}

/** Calls a client once over a real socket, in real time. */
export async function playOverSockets(client: Client, mode: Mode, injections: readonly Injection[]): Promise<Observed> {
  const chaos = chaosOf(client, injections, { isPaced: false })
  const server = await serve(chaos)
  const restore = sendingTo(
    server.url,
    chaos.providers.map(({ name }) => name),
  )
  const restoreTables = answeringTokenTables()
  const shown = new Collected()
  try {
    const settled = await client.asks[mode]!(shown, AbortSignal.timeout(longest)).then(
      () => ({ settled: 'value' as const }),
      (error: unknown) => ({ settled: 'error' as const, error: seenError(error) }),
    )
    return { ...settled, ...shown.seen, uncaught: [] }
  } finally {
    restoreTables()
    restore()
    await server.close()
  }
}
