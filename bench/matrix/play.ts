import { brownout, StuckError, virtualTime, type Chaos, type Injection, type JournalCall } from '../../src/index.ts'
import type { Client, Mode } from './client.ts'
import { countingIds } from './counted-ids.ts'
import { Collected, seenError, type Observed, type SeenError } from './observed.ts'
import { answeringTokenTables } from './token-tables.ts'
import { model } from './task.ts'

/** The seed of every cell. */
export const seed = 'tuesday'
/** The longest time for one call of a client, in ms. Default timeouts of SDKs are 10 minutes, and they retry twice. */
export const longest = 2 * 3_600_000
/** More requests than this are an endless loop. */
export const mostRequests = 200
/** When the app of an abort test gives up, in ms: in the middle of an answer that has stalled. */
export const abortsAt = 5_000

/** What happened when a client was called once. */
export interface Played {
  readonly observed: Observed
  readonly calls: readonly JournalCall[]
  /** When the app got its answer or its error, in ms. */
  readonly endedAt: number
  readonly hasFired: boolean
}

export interface PlayOptions {
  /** Whether the app aborts the call after {@link abortsAt}. Default: false */
  readonly isAborted?: boolean
}

interface ChaosSettings {
  /** Whether the model takes time to answer. Default: true */
  readonly isPaced?: boolean
}

/** A chaos with the providers of a client. */
export function chaosOf(client: Client, injections: readonly Injection[], { isPaced = true }: ChaosSettings = {}): Chaos {
  const chaos = brownout({
    seed,
    providers: client.providers.map((provider) => provider()),
    answers: model,
    ...(isPaced ? { pace: { firstToken: '100ms', perDelta: '10ms' } } : {}),
  })
  chaos.inject(...injections)
  return chaos
}

/** Calls a client once in virtual time. */
export async function play(client: Client, mode: Mode, injections: readonly Injection[], options: PlayOptions = {}): Promise<Played> {
  const chaos = chaosOf(client, injections)
  const release = chaos.intercept()
  const restore = answeringTokenTables()
  const restoreIds = countingIds()
  const loop = endlessLoop()
  try {
    const { observed, endedAt } = await listening(async (uncaught) => {
      const shown = new Collected()
      const over = new AbortController()
      let endedAt = longest
      const settled = await virtualTime(
        async (clock) => {
          if (options.isAborted === true) setTimeout(() => over.abort(), abortsAt)
          const asked = client.asks[mode]!(shown, over.signal).then(() => ({ settled: 'value' as const }), failed)
          const ended = await Promise.race([asked, hung(), loop.reached])
          endedAt = clock.now()
          // Unhandled rejections are reported after the microtasks.
          await clock.real(() => new Promise((resolve) => void setImmediate(resolve)))
          return ended
        },
        { seed, limit: 2 * longest },
      ).catch(stuck)
      return { observed: { ...settled, ...shown.seen, uncaught }, endedAt }
    })
    return { observed, calls: chaos.journal.calls, endedAt, hasFired: chaos.neverFired.length < injections.length }
  } finally {
    loop.restore()
    restoreIds()
    restore()
    release()
  }
}

function failed(error: unknown): Pick<Observed, 'settled' | 'error'> {
  return { settled: 'error', error: seenError(error) }
}

function hung(): Promise<Pick<Observed, 'settled'>> {
  return new Promise((resolve) => void setTimeout(() => resolve({ settled: 'hung' }), longest))
}

function stuck(error: unknown): Pick<Observed, 'settled'> {
  if (error instanceof StuckError) return { settled: 'hung' }
  throw error
}

/** Notices when a client sends requests without end, and answers no more of them: a loop without waits would never let go. */
function endlessLoop(): { readonly reached: Promise<Pick<Observed, 'settled'>>; readonly restore: () => void } {
  const { promise: reached, resolve } = Promise.withResolvers<Pick<Observed, 'settled'>>()
  const before = globalThis.fetch
  let count = 0
  globalThis.fetch = (input, init) => {
    if (++count <= mostRequests) return before(input, init)
    resolve({ settled: 'endless' })
    return new Promise(() => undefined)
  }
  return {
    reached,
    restore: () => {
      globalThis.fetch = before
    },
  }
}

/** Collects the errors that an app cannot catch: each of them ends a Node process. */
export async function listening<Value>(act: (uncaught: SeenError[]) => Promise<Value>): Promise<Value> {
  const uncaught: SeenError[] = []
  const note = (error: unknown): void => void uncaught.push(seenError(error))
  process.on('unhandledRejection', note)
  process.on('uncaughtException', note)
  try {
    return await act(uncaught)
  } finally {
    process.off('unhandledRejection', note)
    process.off('uncaughtException', note)
  }
}
