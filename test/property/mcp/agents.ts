import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import OpenAI from 'openai'
import { z } from 'zod'
import { answers, openai, type AnswerSource } from '../../../src/index.ts'
import { mcp } from '../../../src/providers/mcp/index.ts'
import { withChaos } from '../../../src/vitest/index.ts'

const url = 'https://bank.example/mcp'

/** A bank with a tool that charges a card. */
export const bank = mcp({
  name: 'bank',
  url,
  tools: {
    charge: { input: z.object({ amount: z.number(), idempotencyKey: z.string().optional() }), run: ({ amount }) => `Charged ${amount}.` },
  },
})

/** A model that has the card charged, and then repeats the result of the tool. */
const model: AnswerSource = answers.from(({ messages, operation }) => {
  if (operation !== undefined) return undefined
  const result = messages.flatMap(({ parts }) => parts).find((part) => part.type === 'tool-result')
  return result === undefined ? { toolCalls: [{ name: 'charge', arguments: { amount: 20 } }] } : `The bank says: ${result.text}`
})

export const test = withChaos({ providers: [openai(), bank], answers: model, clientBehavior: 'ignore', unfiredFaults: 'ignore' })

const client = (): OpenAI => new OpenAI({ apiKey: 'test', maxRetries: 2, timeout: 20_000 })

interface ToolAnswer {
  readonly content?: readonly { readonly text?: string }[]
  readonly isError?: boolean
}

/** A client in a session of its own. */
export async function connect(): Promise<Client> {
  const server = new Client({ name: 'agent', version: '1.0.0' })
  await server.connect(new StreamableHTTPClientTransport(new URL(url)))
  return server
}

/** Charges the card by the tool, in a session of its own. */
async function charge(input: Record<string, unknown>): Promise<string> {
  const server = await connect()
  try {
    const { content = [], isError } = (await server.callTool({ name: 'charge', arguments: input }, undefined, {
      timeout: 10_000,
    })) as ToolAnswer
    const text = content.map((part) => part.text ?? '').join('')
    if (isError === true) throw new Error(`The tool failed: ${text}`)
    return text
  } finally {
    await server.close()
  }
}

/** Calls the model, runs the tools that it requests, and returns its answer to the results. */
async function converse(act: (input: Record<string, unknown>) => Promise<string>): Promise<string> {
  const tools = [
    { type: 'function' as const, function: { name: 'charge', parameters: { type: 'object', properties: { amount: { type: 'number' } } } } },
  ]
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: 'Charge my card 20, please.' }]
  for (let turn = 0; turn < 4; turn++) {
    const { choices } = await client().chat.completions.create({ model: 'gpt-4o', messages, tools })
    const choice = choices[0]
    if (choice === undefined) throw new Error('The model gave no answer.')
    if (choice.finish_reason !== 'stop' && choice.finish_reason !== 'tool_calls')
      throw new Error(`The answer is not complete: ${choice.finish_reason}`)
    const { tool_calls: calls = [], content } = choice.message
    if (calls.length === 0) {
      if (content === null || content.trim() === '') throw new Error('The answer is empty.')
      return content
    }
    messages.push(choice.message)
    for (const call of calls) {
      if (call.type !== 'function') continue
      messages.push({
        role: 'tool',
        tool_call_id: call.id,
        content: await act(JSON.parse(call.function.arguments) as Record<string, unknown>),
      })
    }
  }
  throw new Error('The model does not come to an end.')
}

/** An agent that retries a tool after any failure, and so charges twice if only the answer was lost. */
export function chargesAgain(): Promise<string> {
  return converse((input) => charge(input).catch(() => charge(input)))
}

/** The same with a key, by which the bank knows a repetition. */
export function chargesWithKey(): Promise<string> {
  const idempotencyKey = 'order-7'
  return converse((input) => charge({ ...input, idempotencyKey }).catch(() => charge({ ...input, idempotencyKey })))
}

/** An agent that reports a failure to the model, and does nothing twice, even if the model demands it. */
export function tellsTheModel(): Promise<string> {
  let done: Promise<string> | undefined
  return converse((input) => (done ??= charge(input).catch((error: unknown) => `The charge may have failed: ${String(error)}`)))
}

/** An agent that reports a failure to the model in its own way. */
export function chargesWith(told: (error: unknown) => string): Promise<string> {
  return converse((input) => charge(input).catch(told))
}
