import type { Chaos, Injection } from '../../../src/index.ts'
import type { Property, Task, Verdict } from '../../../src/property/index.ts'
import { joinTime } from '../../../src/property/trial/join-time.ts'
import { runTrial } from '../../../src/property/trial/run-trial.ts'

/** The verdict of a property on one run of an app under faults. */
export async function judged(chaos: Chaos, task: Task, property: Property, ...faults: readonly Injection[]): Promise<Verdict> {
  const { seed } = chaos
  const { session, stop } = joinTime('judged()', seed)
  try {
    const injections = faults.map((fault) => fault.toJSON())
    const judgeRehearsal = (): Promise<[]> => Promise.resolve([])
    const setting = { chaos, makeTask: () => task, session, limit: 24 * 3_600_000, seed, always: [], faults: [], judgeRehearsal }
    const { judgments } = await runTrial({ injections, variation: 0 }, [property], setting)
    return judgments.at(-1)!.verdict
  } finally {
    stop()
    chaos.reset(seed)
  }
}
