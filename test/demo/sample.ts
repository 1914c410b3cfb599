import type { CustomerData, DayData, DemoData, TakeData } from '../../src/demo/data/demo-data.ts'
import type { CallData } from '../../src/report/data/call-data.ts'
import { call, outcome, story } from '../report/sample.ts'

/** How an app served a customer. Default: well, after a second. */
export function take({
  endedAt = 1_000,
  calls = [call({ startedAt: 0, firstByteAt: 600, deltas: [600], endedAt: Math.min(endedAt, 900) })],
  ...other
}: Partial<TakeData> & { readonly endedAt?: number; readonly calls?: readonly CallData[] } = {}): TakeData {
  return {
    off: [],
    fired: [],
    story: story({
      startedAt: 0,
      endedAt,
      calls,
      outcomes: [outcome({ settledAt: endedAt, shown: [{ at: 600, text: 'It ', calls: 1 }] })],
    }),
    read: 'It arrives.',
    experience: { kind: 'answered', words: 'Answered' },
    broken: [],
    ...other,
  }
}

export const failed: Pick<TakeData, 'experience' | 'broken'> = {
  experience: { kind: 'half', words: 'Half an answer' },
  broken: [{ rule: 0, how: 'it was truncated' }],
}

export function customer(...takes: readonly TakeData[]): CustomerData {
  return { usual: 'It arrives.', takes }
}

/** A day of three customers: the naive app fails the second, unless the first fault is off. */
export function day(other: Partial<DayData> = {}): DayData {
  const well = customer(take())
  const fails = customer(take({ ...failed, fired: [0], endedAt: 500 }), take({ off: [0] }))
  return {
    recipe: 'bad-hour',
    summary: 'a bad hour',
    story: 'It was bad.',
    length: 3_600_000,
    phases: [{ from: 0, to: 3_600_000, what: 'it stops', switches: [0, 1] }],
    switches: [
      { id: 'truncated-stream', fault: 'truncated-stream', words: 'OpenAI stops midway', does: 'stops midway' },
      { id: 'overloaded', fault: 'overloaded', words: 'OpenAI is overloaded', does: 'is overloaded' },
    ],
    questions: [600_000, 1_800_000, 3_000_000].map((at) => ({ asked: 'Where is it?', at })),
    seeds: ['one', 'two'].map((seed) => ({
      seed,
      apps: [
        [well, fails, well],
        [well, customer(take({ endedAt: 2_000 })), well],
      ],
    })),
    ...other,
  }
}

export function demoSample(other: Partial<DemoData> = {}): DemoData {
  return {
    brownout: '0.0.0',
    apps: [
      { name: 'Naive app', short: 'Naive', note: 'from tutorials' },
      { name: 'Hardened app', short: 'Hardened', note: 'for bad days' },
    ],
    rules: [{ id: 'whole', statement: 'answers are whole', titles: { held: 'Whole', violated: 'Not whole' }, hint: 'Look for the end.' }],
    days: [day(), day({ recipe: 'other-hour', seeds: day().seeds.slice(1) })],
    others: [],
    start: { recipe: 'bad-hour', seed: 'one', customer: 1, off: [] },
    options: '',
    ...other,
  }
}
