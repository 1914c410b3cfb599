import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { overloaded, truncatedStream } from '../../faults/index.ts'
import { anthropic, brownout, openai } from '../../src/index.ts'
import { faultsOf, ResilienceError, survives, type Property } from '../../src/property/index.ts'
import { askAnthropic, askOpenAI } from './apps.ts'

const chaos = brownout({ seed: 'tuesday', providers: [openai(), anthropic()] })
let release = (): void => {}
beforeAll(() => void (release = chaos.intercept()))
afterAll(() => release())

describe('an injection that was given', () => {
  it('keeps its trigger in every plan', async () => {
    const hit: string[] = []
    const seeing: Property = {
      id: 'seeing',
      statement: 'all is seen',
      hint: 'Look.',
      judge({ journal }) {
        hit.push(...journal.calls.filter(({ fired }) => fired.length > 0).map(({ provider }) => provider))
        return { type: 'held' }
      },
    }
    const both = async (): Promise<void> => {
      await askOpenAI().catch(() => {})
      await askAnthropic().catch(() => {})
    }
    const faults = faultsOf(overloaded().for('openai'), truncatedStream({ afterDeltas: 1 }).for('openai'))
    await survives(chaos, both, { faults, runs: 60, properties: [seeing], baseline: false })
    expect(new Set(hit)).toEqual(new Set(['openai']))
  })

  it('is found to break a later run, and is unchanged except for the run', async () => {
    const app = {
      app: () => ({ kept: undefined as Promise<string> | undefined }),
      task: (cache: { kept: Promise<string> | undefined }) => (cache.kept ??= askOpenAI()),
    }
    const failure = await survives(chaos, app, { faults: faultsOf(overloaded({ retryAfter: '2s' })), runs: 30 }).catch(
      (error: unknown) => error,
    )
    expect(failure).toBeInstanceOf(ResilienceError)
    expect((failure as ResilienceError).property).toBe('recovers-after-faults')
    expect((failure as ResilienceError).plan.injections).toEqual([
      { fault: 'overloaded', parameters: { retryAfter: 2_000 }, trigger: { inRun: [1] } },
    ])
  })
})
