import type { Chaos } from '../brownout.ts'
import { BrownoutError } from '../engine/errors.ts'
import type { RunningTest } from './fixture.ts'

/**
 * Says at the end of a test what went wrong with the test itself, whatever it asserted.
 * @param troubles what was noticed beside the journal
 * @throws BrownoutError where there was any trouble
 */
export function judge(chaos: Chaos, troubles: ReadonlySet<string>, neverStruck: 'warn' | 'fail' | 'ignore'): void {
  const { journal } = chaos
  const all = new Set([...journal.unhandled.map((request) => request.message), ...journal.bugs.map((bug) => bug.message), ...troubles])
  const idle = chaos.neverStruck.map((injection) => injection.fault.name)
  const verdict = `never struck: ${idle.join(', ')}`
  if (idle.length > 0 && neverStruck === 'fail') all.add(`${verdict}. The test says nothing about how the app takes it.`)
  if (all.size > 0) throw new BrownoutError([...all].join('\n'))
  if (idle.length > 0 && neverStruck === 'warn') console.warn(`brownout: ${verdict}`)
}

/** The line that runs a test again with its seed. */
export function replayLineOf({ task }: RunningTest, seed: string): string {
  return `BROWNOUT_SEED=${/^[\w.-]+$/.test(seed) ? seed : JSON.stringify(seed)} npx vitest run ${task.file.name} -t ${JSON.stringify(task.name)}`
}

/** Prints the seed of a failed test, and the line that runs it again. */
export function tellHowToReplay(test: RunningTest, { seed }: Chaos): void {
  console.error(`brownout: this failed with seed ${seed}. Again: ${replayLineOf(test, seed)}`)
}
