import { randomFrom } from '../../engine/base/random.ts'
import { callersOf } from '../caller.ts'
import type { Patches } from './patching.ts'

/**
 * Code that draws random numbers for its own use: MSW an id per request and a port per connection whose address is read, a test runner its
 * ids. These draws happen when sockets open and close, which depends on the speed of the machine.
 */
const drawsForItself = /[\\/]node_modules[\\/](?:@mswjs[\\/]interceptors|vitest|@vitest)[\\/]/

/**
 * Seeds `Math.random`: every SDK draws the jitter of its backoff there, which determines the times of a run. Test tools get another stream,
 * so that the app's numbers do not depend on theirs.
 */
export function patchRandom(patches: Patches, seed: () => string): { restart(): void } {
  const unseeded = Math.random
  let random = randomFrom(`${seed()}/Math.random`)
  const draw = (): number => (drawsForItself.test(callersOf(draw, 1)[0] ?? '') ? unseeded() : random.next())
  patches.put(Math, 'random', draw)
  return {
    restart() {
      random = randomFrom(`${seed()}/Math.random`)
    },
  }
}
