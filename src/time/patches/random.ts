import { randomFrom } from '../../engine/base/random.ts'
import type { Patches } from './patching.ts'

/** Seeds `Math.random`: the back-off of every SDK draws its jitter there, and with it the times of a run. */
export function patchRandom(patches: Patches, seed: () => string): { restart(): void } {
  let random = randomFrom(`${seed()}/Math.random`)
  patches.put(Math, 'random', () => random.next())
  return {
    restart() {
      random = randomFrom(`${seed()}/Math.random`)
    },
  }
}
