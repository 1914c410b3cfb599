import { virtualTime } from '../../../src/time/index.ts'

/**
 * Does real work under a deadline of 30 s of virtual time, as apps do, again and again.
 * @returns how often the clock jumped to the deadline while the work was under way
 */
export async function falseJumps(work: () => Promise<unknown>, runs: number): Promise<number> {
  let jumps = 0
  for (let run = 0; run < runs; run++) {
    await virtualTime(async (clock) => {
      const deadline = setTimeout(() => {}, 30_000)
      await work()
      clearTimeout(deadline)
      if (clock.now() > 0) jumps++
    })
  }
  return jumps
}
