import type { Need } from '../../../src/engine/model/fault-traits.ts'
import { readParameters } from '../../../src/engine/plan/parameters.ts'
import { brownout, Injection, virtualTime, type AnswerSource, type Chaos, type FaultDefinition } from '../../../src/index.ts'
import type { Dialect, Scenario } from './dialect.ts'
import { occasionFor } from './occasions.ts'

/** A model that knows about a parcel, has part of its prompt cached, and follows instructions. */
const inWords: AnswerSource = ({ output, tools, messages }) => ({
  usage: { cachedInputTokens: 5 },
  parts:
    tools.length > 0 && messages.at(-1)?.role !== 'tool'
      ? [{ type: 'tool-call', id: 'call_1', name: tools[0]!.name, arguments: JSON.stringify({ city: 'Lyon', days: 3 }) }]
      : [
          {
            type: 'text',
            text: output === undefined ? 'Your parcel is in Lyon, and it will take 3 days to arrive.' : '{"city":"Lyon","days":3}',
          },
        ],
})

/** The answers for all dialects, as text or vectors. */
export const answers: AnswerSource = (call, context) => (call.operation === undefined ? inWords(call, context) : undefined)

/** A chaos with the provider of a dialect and no faults. */
function chaosOf(dialect: Dialect, replies: AnswerSource = answers): Chaos {
  return brownout({ seed: 'tuesday', providers: [dialect.provider()], answers: replies, pace: { firstToken: '100ms', perDelta: '10ms' } })
}

/** Runs clients against a chaos through `fetch`, under virtual time. */
export async function askUnder(chaos: Chaos, ask: () => Promise<unknown>): Promise<void> {
  const release = chaos.intercept()
  try {
    await virtualTime(ask, { seed: 'tuesday' })
  } finally {
    release()
  }
}

/** Calls a dialect once, with or without injected faults. */
export async function playScenario(dialect: Dialect, scenario: Scenario, ...injections: readonly Injection[]): Promise<Chaos> {
  const chaos = chaosOf(dialect)
  chaos.inject(...injections)
  await askUnder(chaos, () => dialect.ask(scenario).catch(() => undefined))
  return chaos
}

/** Options for a call that shows a fault. */
export interface PlayOptions {
  readonly stream: boolean
  /** Whether the fault is injected. Default: true */
  readonly isInjected?: boolean
  /** A need of the fault that is not met. */
  readonly without?: Need
  /** Other parts of the request. */
  readonly besides?: Partial<Scenario>
  readonly answers?: AnswerSource
}

/** Calls a dialect with everything that a fault needs, with or without that fault. */
export async function playFault(dialect: Dialect, fault: FaultDefinition, options: PlayOptions): Promise<Chaos> {
  const { stream, isInjected = true, without, besides } = options
  const { parameters = {}, questions = [undefined], atOnce = false, ...scenario } = occasionFor(fault, without)
  const chaos = chaosOf(dialect, options.answers)
  if (isInjected) chaos.inject(new Injection(fault, readParameters(fault, parameters)))
  const ask = (question: string | undefined): Promise<unknown> =>
    dialect.ask({ ...scenario, ...besides, stream, ...(question === undefined ? {} : { question }) }).catch(() => undefined)
  await askUnder(chaos, async () => {
    if (atOnce) await Promise.all(questions.map(ask))
    else for (const question of questions) await ask(question)
  })
  return chaos
}
