import type { FaultDefinition } from '../../../src/index.ts'
import type { Dialect } from './dialect.ts'
import { playFault } from './play.ts'
import { whyNotShown } from './why-not-shown.ts'

const seen = new Map<string, Promise<boolean>>()

/** Whether a fault fired with a dialect. Several pages use this; each combination is played once. */
export function hasFired(dialect: Dialect, fault: FaultDefinition, stream: boolean): Promise<boolean> {
  if (whyNotShown(dialect, fault, stream) !== undefined) return Promise.resolve(false)
  const key = [dialect.name, fault.name, stream].join()
  let found = seen.get(key)
  if (found === undefined) {
    found = playFault(dialect, fault, { stream }).then(({ neverFired }) => neverFired.length === 0)
    seen.set(key, found)
  }
  return found
}
