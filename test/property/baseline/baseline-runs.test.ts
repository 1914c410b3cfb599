import { describe, expect, it } from 'vitest'
import type { JournalCall } from '../../../src/index.ts'
import { Answers } from '../../../src/property/baseline/answers.ts'
import { BaselineRuns, type BaselineRequest } from '../../../src/property/baseline/baseline-runs.ts'
import { day, twice } from '../../../src/property/baseline/scripts.ts'
import type { Outcome } from '../../../src/property/index.ts'
import type { Rehearsal } from '../../../src/property/trial/rehearse.ts'
import type { Snapshot } from '../../../src/property/trial/snapshot.ts'
import { call, evidence } from '../properties/evidence.ts'

/** What an app does in each run of a rehearsal. */
interface Did {
  readonly value: Snapshot
  readonly outcome?: Partial<Outcome>
  readonly calls?: readonly JournalCall[]
}

/** An app, as its function for one task. `number` counts its rehearsals from 0. */
type Acts = (request: BaselineRequest, number: number) => Did

function rehearsing(acts: Acts): { readonly requests: BaselineRequest[]; rehearse(request: BaselineRequest): Promise<Rehearsal> } {
  const requests: BaselineRequest[] = []
  return {
    requests,
    rehearse(request) {
      const { value, outcome = {}, calls = [call()] } = acts(request, requests.length)
      requests.push(request)
      const one = evidence({ calls, settlement: { type: 'value', value }, ...outcome })
      const run = { copies: [{ outcome: one.outcome, value }], calls, startedAt: 0, endedAt: 2_000 }
      const incident = (): never => {
        throw new Error('Nobody asks for the incident of a baseline run.')
      }
      return Promise.resolve({
        script: request.script,
        injections: [],
        runs: request.script.map(() => run),
        journal: one.journal,
        idle: [],
        incident,
      })
    },
  }
}

function learned(acts: Acts, same?: (value: Snapshot, baselineValue: Snapshot) => boolean): Promise<BaselineRuns> {
  return BaselineRuns.learn(rehearsing(acts).rehearse, same)
}

describe('an app is learned', () => {
  it('twice with one seed, with other seeds, at another pace, and with each provider, each of several models and all of them down', async () => {
    const { rehearse, requests } = rehearsing(() => ({
      value: 'a',
      calls: [call(), call({ model: 'other' }), call({ provider: 'anthropic' })],
    }))
    await BaselineRuns.learn(rehearse)
    expect(requests.slice(0, 2)).toEqual([{ script: day }, { script: day }])
    expect(requests.flatMap(({ variation }) => variation ?? [])).toEqual([1, 2, 3])
    expect(requests.filter(({ delay }) => delay !== undefined)).not.toEqual([])
    expect(requests.flatMap(({ down }) => down ?? [])).toEqual([
      { provider: 'openai' },
      { provider: 'openai', model: call().model },
      { provider: 'openai', model: 'other' },
      { provider: 'anthropic' },
      {},
    ])
  })

  it('once for each script', async () => {
    const { rehearse, requests } = rehearsing(() => ({ value: 'a' }))
    const known = await BaselineRuns.learn(rehearse)
    const before = requests.length
    expect(await known.of(day)).toBe(known.usual)
    expect(await known.of(twice)).toBe(await known.of(twice))
    expect(requests).toHaveLength(before + 1)
  })
})

describe('an app is repeatable', () => {
  it('if it does the same twice with the same seed, with any differences between seeds', async () => {
    const { isRepeatable } = await learned(({ variation = 0 }) => ({ value: { id: variation } }))
    expect(isRepeatable).toBe(true)
  })

  it.for([
    ['its value differs', (number: number): Did => ({ value: { task: number } })],
    [
      'it rejects the second time',
      (number: number): Did =>
        number === 1 ? { value: undefined, outcome: { settlement: { type: 'error', error: new Error('busy') } } } : { value: 'a' },
    ],
    ['its effects differ', (number: number): Did => ({ value: 'a', outcome: { effects: [{ at: 0, text: `mail ${number}` }] } })],
    ['it calls another model', (number: number): Did => ({ value: 'a', calls: [call({ model: `gpt-${number}` })] })],
  ] as const)('unless %s', async ([, acts]) => {
    const { isRepeatable } = await learned((_request, number) => acts(number))
    expect(isRepeatable).toBe(false)
  })

  it('if its values are the same to the user', async () => {
    const acts: Acts = (_request, number) => ({ value: { text: 'a', task: number } })
    const textOf = (value: Snapshot): Snapshot => (value as { readonly text: string }).text
    expect((await learned(acts, (value, baseline) => textOf(value) === textOf(baseline))).isRepeatable).toBe(true)
    expect((await learned(acts, () => false)).isRepeatable).toBe(false)
  })

  it('also if it always rejects, which there is nothing to compare of', async () => {
    const rejects: Acts = () => ({ value: undefined, outcome: { settlement: { type: 'error', error: new Error('no') } } })
    const { isRepeatable } = await learned(rejects, () => {
      throw new Error('there is no value')
    })
    expect(isRepeatable).toBe(true)
  })
})

describe('what is known of an app', () => {
  it('is what varies', async () => {
    const known = await learned(({ variation = 0, delay }) => ({ value: delay === undefined ? variation : 'late' }))
    expect(known.variantsOf(0)).toEqual([1, 2, 3, 'late'])
    expect(known.variantsOf(99)).toEqual([1, 2, 3, 'late'])
  })

  it('is what it gives if a provider is down', async () => {
    const known = await learned(({ down }) => ({ value: down === undefined ? { reply: 'On Friday.' } : { reply: 'Sorry, not now.' } }))
    expect(known.isDegraded({ reply: 'Sorry, not now.' }, new Answers([]))).toBe(true)
    expect(known.isDegraded({ reply: 'Your parcel is lost.' }, new Answers([]))).toBe(false)
  })

  it('is whether it uses its signal', async () => {
    const aborting =
      (late: number): Acts =>
      ({ script: [{ abortAfter } = {}] }) => ({
        value: 'a',
        calls: [abortAfter === undefined ? call() : call({ ending: 'aborted', endedAt: abortAfter + late })],
      })
    const ending: Acts = () => ({ value: 'a', calls: [call({ ending: 'aborted', endedAt: 1_000 })] })
    expect((await learned(aborting(0))).heedsAborts).toBe(true)
    expect((await learned(aborting(20_000))).heedsAborts).toBe(false)
    expect((await learned(ending)).heedsAborts).toBe(false)
    expect((await learned(() => ({ value: 'a' }))).heedsAborts).toBe(false)
  })

  it('is whether ids are in its effects', async () => {
    const acting =
      (text: (variation: number) => string): Acts =>
      ({ variation = 0 }) => ({ value: 'a', outcome: { effects: [{ at: 0, text: text(variation) }] } })
    expect((await learned(acting((variation) => `refund r-${variation}`))).effectText('refund r-7')).toBe('refund #')
    expect((await learned(acting(() => 'refund of order 42'))).effectText('refund of order 42')).toBe('refund of order 42')
  })
})
