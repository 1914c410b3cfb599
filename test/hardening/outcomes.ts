import { expect } from 'vitest'
import { outcomeOf } from '../../bench/matrix/classify.ts'
import type { Client } from '../../bench/matrix/client.ts'
import { plans } from '../../bench/matrix/plans.ts'
import { play } from '../../bench/matrix/play.ts'
import { question } from '../../bench/matrix/task.ts'
import type { Provider } from '../../src/index.ts'

/** Outcomes that an app can be protected from. A wrong answer that is well-formed is not one of them. */
const avoidable: ReadonlySet<string> = new Set(['truncated', 'empty', 'hang', 'crash'])

/** Plays every plan of the matrix against a function, and expects a complete answer or an error. */
export async function expectProtected(provider: () => Provider, ask: (question: string) => Promise<string>): Promise<void> {
  const client: Client = {
    name: 'hardened',
    packages: [],
    providers: [provider],
    asks: { streamed: async (shown) => shown.text(await ask(question)) },
  }
  const { observed: undisturbed } = await play(client, 'streamed', [])
  expect(undisturbed.settled).toBe('value')
  const failures: string[] = []
  let fired = 0
  for (const { name, injection } of plans) {
    const { observed, hasFired, endedAt } = await play(client, 'streamed', [injection])
    if (hasFired) fired++
    const outcome = outcomeOf(observed, undisturbed)
    if (avoidable.has(outcome) || endedAt > 120_000) failures.push(`${name}: ${outcome} after ${endedAt} ms`)
  }
  expect(failures).toEqual([])
  expect(fired).toBeGreaterThan(30)
}
