import { expect, it } from 'vitest'
import { contentFilter, truncatedAtMaxTokens, serverError, slowFirstToken } from '../../../faults/index.ts'
import { day } from '../../../src/property/baseline/scripts.ts'
import { appearingTrials } from '../../../src/property/search/appearing.ts'
import { faultsOf } from '../../../src/property/search/fault-choices.ts'
import type { FiringFault } from '../../../src/property/search/single-faults.ts'
import type { JournalCall } from '../../../src/index.ts'
import { asked, call } from '../properties/evidence.ts'

const faults = [serverError, slowFirstToken, truncatedAtMaxTokens, contentFilter]
const { choices } = faultsOf(...faults)

/** A fault that fired on the first of some calls. */
function fired(name: string, [first, ...others]: readonly JournalCall[]): FiringFault {
  const choice = choices.find(({ fault }) => fault.name === name)!
  const calls = [{ ...first!, fired: [{ fault: name, parameters: {}, at: 0 }] }, ...others]
  return { choice, injection: { fault: name, parameters: {}, trigger: {} }, journal: { calls, runs: [], effects: 0 } }
}

function question(text: string, given: Partial<JournalCall> = {}): JournalCall {
  return call({ ...given, call: asked({ messages: [{ role: 'user', parts: [{ type: 'text', text }] }] }) })
}

const first = question('Where is my parcel?')
const baseline = { calls: [first], runs: [], effects: 0 }
const outage = fired('server-error', [{ ...first, ending: 'refused' }])

function plansFor(...firing: readonly FiringFault[]): unknown[] {
  return appearingTrials(choices, [outage, ...firing], baseline, day).map(({ injections }) =>
    injections.map(({ fault, parameters, trigger }) => [fault, parameters, { ...trigger, inRun: undefined }]),
  )
}

it('fails the spare call of a slow one, which is answered after it', () => {
  const calls = [{ ...first, endedAt: 30_000 }, question('Where is my parcel?', { provider: 'anthropic', startedAt: 5_000 })]
  expect(plansFor(fired('slow-first-token', calls))).toEqual([
    [
      ['slow-first-token', { by: 7_000 }, { nth: 1 }],
      ['server-error', {}, { nth: 2 }],
    ],
  ])
})

it('fails another call that is made because the first returned nothing', () => {
  const calls = [{ ...first, finish: 'length' as const }, question('Where is my parcel, in three words?')]
  expect(plansFor(fired('truncated-at-max-tokens', calls), fired('content-filter', calls))).toMatchObject([
    [
      ['truncated-at-max-tokens', {}, { forPrompt: {} }],
      ['server-error', {}, { forPrompt: {} }],
    ],
  ])
})

it('fails a fallback that is called for another reason than an outage', () => {
  const calls = [
    { ...first, finish: 'length' as const },
    { ...first, provider: 'anthropic', model: 'claude' },
  ]
  expect(plansFor(fired('truncated-at-max-tokens', calls))).toEqual([
    [
      ['truncated-at-max-tokens', {}, { for: [{ provider: 'openai', model: 'gpt-4o' }] }],
      ['server-error', {}, { for: [{ provider: 'anthropic', model: 'claude' }] }],
    ],
  ])
})

it('tries nothing if nothing appears, or nothing can be down', () => {
  expect(plansFor(fired('truncated-at-max-tokens', [{ ...first, finish: 'length' }]))).toEqual([])
  expect(appearingTrials(choices, [], baseline, day)).toEqual([])
})
