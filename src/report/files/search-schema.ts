import { z } from 'zod'
import { symptoms, type Symptom } from '../../engine/model/fault-traits.ts'
import type { CallData } from '../data/call-data.ts'
import type { FindingData, StoryData } from '../data/finding-data.ts'
import type { OutcomeData } from '../data/outcome-data.ts'
import { harms, type FaultData, type RuleData, type RunData, type SearchData } from '../data/search-data.ts'

// Each schema is checked against the type that it reads. Other data in a file is dropped.

const text = z.string()
const ms = z.number().nonnegative()
const count = z.int().nonnegative()
const symptom = z.enum(Object.keys(symptoms) as [Symptom, ...Symptom[]])

const call: z.ZodType<CallData> = z.object({
  provider: text,
  owner: text,
  endpoint: text,
  model: text,
  stream: z.boolean(),
  attempt: count,
  startedAt: ms,
  firstByteAt: ms.exactOptional(),
  deltas: z.array(ms),
  endedAt: ms.exactOptional(),
  status: z.int().exactOptional(),
  ending: z.enum(['complete', 'truncated', 'reset', 'aborted', 'hung', 'refused']).exactOptional(),
  problem: z.object({ kind: text, permanent: z.boolean(), retryAfter: z.number().exactOptional() }).exactOptional(),
  fired: z.array(z.object({ fault: text, parameters: z.record(text, z.unknown()), at: ms })),
  asked: text,
  expected: text.exactOptional(),
  received: text,
  usage: z.object({ inputTokens: z.number(), outputTokens: z.number() }).exactOptional(),
})

const observed = z.object({ at: ms, text })

const outcome: z.ZodType<OutcomeData> = z.object({
  settlement: z.object({ type: z.enum(['value', 'error', 'stuck']), text }),
  startedAt: ms,
  settledAt: ms,
  abortedAt: ms.exactOptional(),
  crashedAt: ms.exactOptional(),
  shown: z.array(observed.extend({ calls: count, retracts: z.literal(true).exactOptional() })),
  effects: z.array(observed.extend({ from: count.exactOptional(), after: count.exactOptional() })),
  alerts: z.array(observed),
  uncaught: z.array(observed),
})

const story: z.ZodType<StoryData> = z.object({ startedAt: ms, endedAt: ms, calls: z.array(call), outcomes: z.array(outcome) })

const finding: z.ZodType<FindingData> = z.object({
  rule: text,
  how: text,
  hint: text,
  plan: z.array(z.object({ fault: text, summary: text, text })),
  foundIn: count,
  effort: text,
  stories: z.array(story),
  replay: z.array(text),
  incident: text,
})

const rule: z.ZodType<RuleData> = z.object({
  id: text,
  statement: text,
  titles: z.object({ held: text, violated: text }),
  harm: z.enum(harms),
  hint: text,
  whyNot: text.exactOptional(),
})

const fault: z.ZodType<FaultData> = z.object({ name: text, summary: text, shows: symptom, whyNeverFired: text.exactOptional() })

const run: z.ZodType<RunData> = z.object({
  plan: z.array(text),
  fired: z.array(count),
  verdicts: text.regex(/^[hvri-]*$/),
  settlement: z.enum(['value', 'error', 'stuck']),
  time: ms,
  firstDelta: ms.exactOptional(),
  calls: count,
  retries: count,
  inputTokens: z.number().nonnegative(),
  outputTokens: z.number().nonnegative(),
})

/** One search as data. */
export const searchSchema: z.ZodType<SearchData> = z
  .object({
    title: text,
    file: text.exactOptional(),
    seed: text,
    endedAt: z.iso.datetime(),
    took: ms,
    atMost: count,
    all: z.boolean(),
    rules: z.array(rule),
    faults: z.array(fault),
    runs: z.array(run),
    baseline: story.exactOptional(),
    exercise: z.array(
      z.object({
        site: text,
        attempt: z.literal([1, 2, 3]),
        phase: z.enum(['before the answer', 'during the answer', 'complete answer']),
        symptom,
        runs: count,
      }),
    ),
    findings: z.array(finding),
    remarks: z.array(z.object({ rule: text, how: text })),
  })
  .refine(({ runs, faults }) => runs.every(({ fired }) => fired.every((place) => place < faults.length)), {
    error: 'a run names a fault that is not among "faults"',
  })
