import { describe } from 'vitest'
import { catalogue } from '../../../faults/catalogue.ts'
import type { InjectionData } from '../../../src/engine/plan/injection.ts'
import {
  atMostOnce,
  boundedMemory,
  consistentUnderParaphrase,
  keepsRequiredContext,
  degradesVisibly,
  actsOnlyOnCompleteCalls,
  guardrailCatches,
  keepsPartialResults,
  loopsAtMost,
  neverActsOnInjected,
  noSecretLeak,
  handlesOverLongInput,
  spendsAtMost,
  staysInRegion,
  isolatesTenants,
  typedErrors,
  type Property,
} from '../../../src/property/index.ts'
import { joinTime } from '../../../src/property/trial/join-time.ts'
import { runTrial, type TrialSetting } from '../../../src/property/trial/run-trial.ts'
import { expect, withChaos } from '../../../src/vitest/index.ts'
import { AssistantError } from '../apps.ts'
import { failTyped, rightApps } from './right-apps.ts'

const test = withChaos({ seed: 'tuesday', clientBehavior: 'ignore', unfiredFaults: 'ignore' })

const always: readonly Property[] = [
  atMostOnce(),
  boundedMemory(64_000),
  consistentUnderParaphrase(),
  degradesVisibly(),
  actsOnlyOnCompleteCalls(),
  guardrailCatches({ atLeast: 0.9, falsePositivesAtMost: 0.05 }),
  keepsPartialResults(),
  loopsAtMost(10),
  neverActsOnInjected(),
  noSecretLeak(['sk-live-12345']),
  handlesOverLongInput(),
  spendsAtMost({ tokens: 100_000 }),
  staysInRegion(['api.openai.com', 'api.anthropic.com']),
  isolatesTenants(),
]

/** The first faults of each kind that a client can see. */
const faults = [...Map.groupBy(catalogue, ({ shows }) => shows).values()].flatMap((kind) => kind.slice(0, 2))
const triggers: readonly InjectionData['trigger'][] = [{}, { nth: 2 }]

describe('no property of the catalogue accuses', () => {
  test.for(Object.keys(rightApps))('%s', async (name, { chaos }) => {
    const properties = [
      ...always,
      ...(failTyped.includes(name) ? [typedErrors(AssistantError)] : []),
      ...(name === 'retrieval' || name.startsWith('an agent') ? [keepsRequiredContext(['Answer in English.'])] : []),
    ]
    const { session, stop } = joinTime('right apps', 'tuesday')
    const setting: TrialSetting = {
      chaos,
      makeTask: () => rightApps[name]!,
      session,
      limit: 3_600_000,
      seed: 'tuesday',
      always: [],
      faults: [],
      judgeRehearsal: () => Promise.resolve([]),
    }
    const accused: string[] = []
    try {
      for (const { name: fault } of faults) {
        for (const trigger of triggers) {
          const { judgments } = await runTrial({ injections: [{ fault, parameters: {}, trigger }], variation: 0 }, properties, setting)
          for (const { property, verdict } of judgments)
            if (verdict.type === 'violated') accused.push(`${fault}: ${property.id}: ${verdict.how}`)
        }
      }
    } finally {
      stop()
    }
    expect(accused).toEqual([])
  })
})
