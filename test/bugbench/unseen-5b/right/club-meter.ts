import OpenAI from 'openai'
import { z } from 'zod'
import type { Task } from '../../../../src/property/index.ts'
import {
  truncatedAtMaxTokens,
  emptyAnswer,
  htmlError,
  neverResponds,
  overloaded,
  rateLimited,
  serverError,
  usageInflated,
  usageMissing,
  usageZero,
} from '../../../../faults/index.ts'
import type { ScriptedRun, ScriptStep, YardstickApp } from '../../yardstick-app.ts'
import { judged, wholeAnswers } from '../judged.ts'
import { AnswerError, patiently, ReplyError } from '../patiently.ts'

const perDay = 1000
/** The maximum number of output tokens of an answer. */
const longest = 300
const prompt = 'Word a reminder to the members of a rowing club: please dry the boats. ...'
const promptCost = Math.ceil(prompt.length / 3)
const atMost = promptCost + longest

const Reply = z.object({
  choices: z.array(z.object({ finish_reason: z.string(), message: z.object({ content: z.string().nullish() }) })).min(1),
  usage: z.object({ total_tokens: z.number() }).nullish(),
})

type Outcome =
  | { readonly kind: 'text'; readonly text: string; readonly left: number }
  | { readonly kind: 'refused'; readonly why: string; readonly until: string }

/** What a reply costs: its usage if that can be true, or else an estimate. */
function costOf(text: string, reported = 0): number {
  const estimate = promptCost + Math.ceil(text.length / 3)
  return reported >= promptCost / 4 && reported <= atMost ? reported : Math.min(estimate, atMost)
}

function make(): Task {
  const client = new OpenAI({ apiKey: 'test', maxRetries: 0 })
  const spent = new Map<string, number>()

  return async ({ signal }): Promise<Outcome> => {
    signal?.throwIfAborted()
    const day = new Date().toISOString().slice(0, 10)
    const add = (tokens: number): number => {
      const sum = (spent.get(day) ?? 0) + tokens
      spent.set(day, sum)
      return sum
    }
    if ((spent.get(day) ?? 0) + atMost > perDay)
      return { kind: 'refused', why: 'The tokens of the club for today are used up.', until: `the day after ${day}` }
    add(atMost)
    let cost = 0
    try {
      const text = await patiently(
        async (within) => {
          const reply = Reply.safeParse(
            await client.chat.completions.create(
              { model: 'gpt-4o-mini', max_completion_tokens: longest, messages: [{ role: 'user', content: prompt }] },
              { signal: within },
            ),
          )
          if (!reply.success) throw new ReplyError('OpenAI sent something else than an answer.', { cause: reply.error })
          const [choice] = reply.data.choices
          const text = choice?.message.content ?? ''
          cost = costOf(text, reply.data.usage?.total_tokens)
          if (choice?.finish_reason !== 'stop' || text.trim() === '')
            throw new AnswerError(`The reminder is cut: ${choice?.finish_reason}.`)
          return text
        },
        { who: 'OpenAI', signal, perTry: 15_000 },
      )
      return { kind: 'text', text, left: perDay - add(cost - atMost) }
    } catch (error) {
      // A reply that is of no use was billed all the same; an error was not.
      add(cost - atMost)
      throw error
    }
  }
}

function wrong(run: ScriptedRun): string | undefined {
  const outcome = run.value as Outcome | undefined
  if (outcome?.kind !== 'text') return undefined
  if (!wholeAnswers(run).includes(outcome.text)) return 'The text is not a whole answer.'
  return outcome.left >= 0 && outcome.left < perDay ? undefined : `The club has ${outcome.left} tokens left.`
}

const often = (step: ScriptStep): ScriptStep[] => Array.from({ length: 24 }, () => step)

/** The limit holds: neither all answers of a day are given, nor is the day after refused. */
function limited(step: ScriptStep): YardstickApp['scripts'][number] {
  return {
    steps: [...often(step), { after: 86_400_000 }],
    wrong: (runs) => {
      const kinds = runs.map(([run]) => (run?.value as Outcome | undefined)?.kind)
      if (!kinds.slice(0, -1).includes('refused')) return 'The limit does not hold.'
      if (kinds.slice(0, 4).includes('refused')) return 'The club is refused too early.'
      return kinds.at(-1) === 'text' ? undefined : 'The club is refused on the next day, too.'
    },
  }
}

export const clubMeter: YardstickApp = {
  name: 'club-meter',
  story:
    'Clubs share an assistant by GPT with tokens for a day. It refuses early, as a value and without a call, if what an answer may cost is more than what is left. A usage that cannot be true, such as none, zero or ten times the limit of the request, is replaced by an estimate. Calls that failed cost nothing.',
  sources: ['anomalyco/opencode#26170', 'librefang/librefang#4011', 'waybarrios/vllm-mlx#236'],
  kind: 'accounting',
  make,
  scripts: [
    limited({ inject: [usageMissing()] }),
    limited({ inject: [usageZero()] }),
    limited({ inject: [usageInflated()] }),
    {
      steps: [...often({ inject: [serverError()] }), {}],
      wrong: (runs) =>
        (runs.at(-1)?.[0]?.value as Outcome | undefined)?.kind === 'text' ? undefined : 'An outage used up the day of the club.',
    },
    ...judged(wrong, [
      [{ inject: [overloaded()] }, { inject: [rateLimited({ retryAfter: '20s' }).first(1)] }, {}],
      [{ inject: [truncatedAtMaxTokens()] }, { inject: [emptyAnswer()] }, { inject: [htmlError({ status: 200 })] }],
      [{ copies: 8 }],
      [{ inject: [neverResponds()] }],
      [{ inject: [neverResponds()], abortAfter: 2000 }],
    ]),
  ],
}
