import OpenAI from 'openai'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  invalidToolArguments,
  invalidStructuredOutput,
  vectorsMissing,
  overloaded,
  rateLimited,
  serverError,
  usageMissing,
} from '../../../../faults/index.ts'
import { faultsOf, type BaselineCheckId } from '../../../../src/property/index.ts'
import { ask, askOther } from '../client.ts'
import { found, type App, type Search } from '../judged.ts'

const client = new OpenAI({ apiKey: 'test', maxRetries: 0, timeout: 60_000, logLevel: 'off' })

const Ticket = z.strictObject({ urgency: z.enum(['low', 'high', 'emergency']), score: z.number().int().min(1).max(5) })
type Ticket = z.output<typeof Ticket>

async function sorted(): Promise<Ticket | undefined> {
  const { $schema: _, ...schema } = z.toJSONSchema(Ticket)
  const { choices } = await client.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'Sort this report: "Water is coming up in the cellar."' }],
    response_format: { type: 'json_schema', json_schema: { name: 'ticket', strict: true, schema } },
  })
  try {
    return Ticket.parse(JSON.parse(choices[0]!.message.content ?? ''))
  } catch {
    return undefined
  }
}

const voucherTool: OpenAI.ChatCompletionFunctionTool = {
  type: 'function',
  function: {
    name: 'voucher',
    parameters: { type: 'object', properties: { euros: { type: 'integer', minimum: 5, maximum: 20 } }, required: ['euros'] },
  },
}

/** How many euros the model wants to pay, or `undefined` if it names none. */
async function eurosAsked(): Promise<number | undefined> {
  const { choices } = await client.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'Issue a voucher.' }],
    tools: [voucherTool],
    tool_choice: 'required',
  })
  const [call] = choices[0]!.message.tool_calls ?? []
  try {
    return (JSON.parse(call?.type === 'function' ? call.function.arguments : '') as { euros?: number }).euros
  } catch {
    return undefined
  }
}

/** Two providers, one of which is skipped as long as one of its calls is open. */
const resting =
  (restOf: (first: number, second: number) => { readonly openai: number; readonly anthropic: number }): App =>
  () => {
    let until = { openai: 0, anthropic: 0 }
    return async () => {
      const now = Date.now()
      if (now < until.openai && now < until.anthropic) throw new Error('both rest')
      if (now >= until.openai)
        try {
          return (await ask('Where is my parcel?')).text
        } catch (error) {
          const first = restAskedBy(error)
          if (now < until.anthropic) throw error
          return askOther('Where is my parcel?').catch((other: unknown) => {
            const { openai, anthropic } = restOf(first, restAskedBy(other))
            until = { openai: now + openai, anthropic: now + anthropic }
            throw other
          })
        }
      return askOther('Where is my parcel?')
    }
  }

function restAskedBy(error: unknown): number {
  const seconds = (error as { headers?: Headers }).headers?.get('retry-after')
  return seconds === null || seconds === undefined ? 0 : 1_000 * Number(seconds)
}

/** An app with a budget of tokens, and how it takes off an answer. */
const spending =
  (after: (tokens: number | undefined, left: number) => number): App =>
  () => {
    let left = 10_000
    return async () => {
      const { text, tokens } = await ask('Where is my parcel?')
      left = after(tokens === 0 ? undefined : tokens, left)
      return { text, left }
    }
  }

interface Case {
  readonly check: BaselineCheckId
  readonly search: Search
  readonly wrong: Readonly<Record<string, App>>
  readonly right: Readonly<Record<string, App>>
}

const cases: readonly Case[] = [
  {
    check: 'failures-reported',
    search: { faults: faultsOf(invalidStructuredOutput({ kind: 'missing-field' })) },
    wrong: {
      'takes the least for an answer that it cannot read': () => async () => (await sorted()) ?? { urgency: 'low', score: 1 },
    },
    right: {
      'returns unknown': () => async () => (await sorted()) ?? { urgency: 'unsorted', score: 1 },
      'returns null': () => async () => (await sorted()) ?? null,
      'adds a reason': () => async () => (await sorted()) ?? { urgency: 'low', score: 1, reason: 'nobody has read it' },
      rejects: () => async () => {
        const ticket = await sorted()
        if (ticket === undefined) throw new Error('not sorted')
        return ticket
      },
    },
  },
  {
    check: 'truncated-calls-have-no-effect',
    search: { faults: faultsOf(invalidToolArguments({ kind: 'missing-field' })) },
    wrong: {
      'fills in a number that the model did not give':
        () =>
        async ({ observe }) =>
          observe.effect(`voucher of ${(await eurosAsked()) ?? 50} euros`),
    },
    right: {
      'issues nothing then':
        () =>
        async ({ observe }) => {
          const euros = await eurosAsked()
          if (euros === undefined) throw new Error('no voucher')
          observe.effect(`voucher of ${euros} euros`)
        },
      'informs a colleague':
        () =>
        async ({ observe }) => {
          const euros = await eurosAsked()
          observe.effect(euros === undefined ? 'colleague 7 is told' : `voucher of ${euros} euros`)
        },
      'always issues the same':
        () =>
        async ({ observe }) => {
          await eurosAsked()
          observe.effect('voucher of 50 euros')
        },
    },
  },
  {
    check: 'usage-adds-up',
    search: { faults: faultsOf(usageMissing, serverError) },
    wrong: {
      'takes nothing off its budget if the usage is missing': spending((tokens, left) => left - (tokens ?? 0)),
    },
    right: {
      'estimates what is missing': spending((tokens, left) => left - (tokens ?? 77)),
      'takes off what each answer cost': () => {
        let left = 10_000
        return async () => {
          const { text, tokens } = await ask('Where is my parcel?')
          if (tokens === 0) throw new Error('the answer cannot be metered')
          left -= tokens
          return { text, left }
        }
      },
      'counts its runs': () => {
        let left = 10_000
        return async () => ({ text: (await ask('Where is my parcel?')).text, left: --left })
      },
    },
  },
  {
    check: 'waits-as-required',
    search: { faults: faultsOf(overloaded, rateLimited), runs: 60, atMost: 2 },
    wrong: { 'leaves the wrong provider alone': resting((first, second) => ({ openai: Math.max(first, second), anthropic: 0 })) },
    right: {
      'skips a provider that demands a wait': resting((first, second) => ({ openai: first, anthropic: second })),
      'skips no provider': resting(() => ({ openai: 0, anthropic: 0 })),
      'has one provider': () => async () => (await ask('Where is my parcel?')).text,
    },
  },
]

describe.for(cases)('$check', ({ check, search, wrong, right }) => {
  it.for(Object.entries(wrong))('remarks on an app that %s', async ([, app]) => {
    const { report } = await found(app, search, check)
    expect(report?.remarks.map(({ id }) => id)).toContain(check)
  })

  it.for(Object.entries(right))('reports nothing about an app that %s', async ([, app]) => {
    const { violated, report } = await found(app, search, check)
    expect(violated).toBeUndefined()
    expect(report!.remarks).toEqual([])
  })
})

it('later-requests-unchanged does not take the texts of a batch for turns of a user', async () => {
  const app: App = () => {
    let vectors: unknown[] | undefined
    return async () => {
      vectors ??= (await client.embeddings.create({ model: 'text-embedding-3-small', input: ['one', 'two'] })).data
      if (vectors.length < 2) vectors = undefined
      return (await client.embeddings.create({ model: 'text-embedding-3-small', input: 'one' })).data.length
    }
  }
  const { report } = await found(app, { faults: faultsOf(vectorsMissing) }, 'later-requests-unchanged')
  expect(report?.remarks).toEqual([])
})
