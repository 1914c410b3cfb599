import { BrownoutError } from './errors.ts'

/** A lower number of ms, for a wait between two calls, is most likely meant as seconds. */
const shortestWait = 100

/**
 * Checks the unit of a wait that a person wrote. Plans and incident files always contain ms.
 * @param what the start of the message, such as `toHaveWaited() got`
 * @throws BrownoutError if it is a number that is most likely meant as seconds
 */
export function checkWaitUnit(what: string, wait: unknown): void {
  if (typeof wait !== 'number' || wait <= 0 || wait >= shortestWait) return
  throw new BrownoutError(`${what} ${wait}: a number is milliseconds. Expected "${wait}s", or "${wait}ms" if that is meant.`)
}
