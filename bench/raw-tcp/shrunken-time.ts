import timersPromises from 'node:timers/promises'
import { syncBuiltinESMExports } from 'node:module'
import { Agent, setGlobalDispatcher } from 'undici'
import { scale } from './scale.ts'

/** A busy machine takes longer to connect than the shrunken default, in ms. */
const connectTimeout = 300_000

const { setTimeout: realSetTimeout, setInterval: realSetInterval } = globalThis

/** Waits in shrunken time; {@link realWait.unscaled} in real time. */
export function realWait(ms: number): Promise<void> {
  return realWait.unscaled(ms / scale)
}
realWait.unscaled = (ms: number): Promise<void> =>
  ms <= 0 ? Promise.resolve() : new Promise((resolve) => void realSetTimeout(resolve, ms))

/** Shrinks every timer of this process, with those of `fetch`: undici from npm reads the global timers, the one inside Node does not. */
export function shrinkTime(): void {
  globalThis.setTimeout = Object.assign(
    ((callback: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) =>
      realSetTimeout(callback, ms / scale, ...given)) as typeof setTimeout,
    realSetTimeout,
  )
  globalThis.setInterval = ((callback: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) =>
    realSetInterval(callback, ms / scale, ...given)) as typeof setInterval
  const { now } = Date
  const start = now()
  Date.now = () => start + (now() - start) * scale
  const { performance } = globalThis
  const realNow = performance.now.bind(performance)
  performance.now = () => realNow() * scale
  const { timeout } = AbortSignal
  AbortSignal.timeout = (ms) => timeout.call(AbortSignal, Math.max(1, Math.round(ms / scale)))
  const { setTimeout: wait } = timersPromises
  timersPromises.setTimeout = (ms, ...rest) => wait((ms ?? 0) / scale, ...rest)
  syncBuiltinESMExports()
  setGlobalDispatcher(new Agent({ connect: { timeout: connectTimeout } }))
}
