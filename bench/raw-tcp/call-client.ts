import { AsyncLocalStorage } from 'node:async_hooks'
import type { Client, Mode } from '../matrix/client.ts'
import { Collected, seenError, type Observed } from '../matrix/observed.ts'
import { providerAt } from '../matrix/over-sockets.ts'
import { listening, longest, mostRequests } from '../matrix/play.ts'
import { answeringTokenTables } from '../matrix/token-tables.ts'
import { realWait } from './shrunken-time.ts'

interface Target {
  readonly url: string
  readonly names: readonly string[]
  /** How many requests were sent, also those that never arrived. */
  requests: number
}

/** The target of a call. A retry that outlives its cell still goes to the server of that cell. */
const target = new AsyncLocalStorage<Target>()

/** Sends every request of this process to the server of the current cell. */
export function redirectFetch(): void {
  const before = globalThis.fetch
  globalThis.fetch = (input, init) => {
    const to = target.getStore()
    if (to === undefined) return Promise.reject(new Error('No cell is played.'))
    to.requests++
    const { hostname, pathname, search } = new URL(input instanceof Request ? input.url : input)
    const url = `${to.url}/${providerAt(hostname, to.names)}${pathname}${search}`
    return before(input instanceof Request ? new Request(url, input) : url, init)
  }
  answeringTokenTables()
}

/** Long enough for unhandled rejections to be reported, in real ms. */
const reportTime = 30
const pollEvery = 50

async function hung(to: Target, isOver: () => boolean): Promise<Pick<Observed, 'settled'>> {
  for (let left = longest; left > 0 && !isOver(); left -= pollEvery) {
    await realWait(pollEvery)
    if (to.requests > mostRequests) return { settled: 'endless' }
  }
  return { settled: 'hung' }
}

/** What an app saw of a call, and how many requests its client sent. */
export interface Seen {
  readonly observed: Observed
  readonly requests: number
}

/** Calls a client once, in shrunken time. */
export async function callClient(client: Client, mode: Mode, url: string): Promise<Seen> {
  const to: Target = { url, names: client.providers.map((provider) => provider().name), requests: 0 }
  const over = new AbortController()
  const shown = new Collected()
  const observed = await listening(async (uncaught) => {
    const asked = target
      .run(to, () => client.asks[mode]!(shown, over.signal))
      .then(
        () => ({ settled: 'value' as const }),
        (error: unknown) => ({ settled: 'error' as const, error: seenError(error) }),
      )
    let isOver = false
    const settled = await Promise.race([asked, hung(to, () => isOver)])
    isOver = true
    await realWait.unscaled(reportTime)
    return { ...settled, ...shown.seen, uncaught: [...uncaught] }
  })
  const { requests } = to
  over.abort()
  return { observed, requests }
}
