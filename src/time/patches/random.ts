import { randomFrom } from '../../engine/base/random.ts'
import { callersOf } from '../caller.ts'
import type { Patches } from './patching.ts'

/**
 * Code that draws random numbers for itself: MSW an id for each request and a port for each connection whose address is read, a test
 * runner its own ids. It draws when sockets are opened and closed, which depends on the speed of the machine.
 */
const drawsForItself = /[\\/]node_modules[\\/](?:@mswjs[\\/]interceptors|vitest|@vitest)[\\/]/

/**
 * Seeds `Math.random`: the back-off of every SDK draws its jitter there, and with it the times of a run. Test tools draw elsewhere, so that
 * the numbers of the app do not depend on theirs.
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
