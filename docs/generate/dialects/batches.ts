import Anthropic from '@anthropic-ai/sdk'
import OpenAI, { toFile } from 'openai'
import { anthropic, openai } from '../../../src/index.ts'
import { clientOptions, type Dialect } from './dialect.ts'

/** The outcome of a batch: how it ended, and the result of each request by name, in the listed order. */
export interface BatchOutcome {
  readonly status: string
  readonly results: readonly (readonly [name: string, result: string])[]
}

const names = ['a', 'b', 'c', 'd'] as const
const promptOf = (name: string): { readonly role: 'user'; readonly content: string } => ({
  role: 'user',
  content: `Where is parcel ${name}?`,
})

/** Sends a batch of four prompts with OpenAI's official SDK, and waits for the results. */
export async function batchOfOpenAI(): Promise<BatchOutcome> {
  const client = new OpenAI(clientOptions)
  const lines = names.map((name) => ({
    custom_id: name,
    method: 'POST',
    url: '/v1/chat/completions',
    body: { model: 'gpt-4o', messages: [promptOf(name)] },
  }))
  const file = await toFile(Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n')), 'questions.jsonl')
  const { id: input } = await client.files.create({ purpose: 'batch', file })
  const { id } = await client.batches.create({ input_file_id: input, endpoint: '/v1/chat/completions', completion_window: '24h' })
  const ended = await untilOver(
    () => client.batches.retrieve(id),
    ({ status }) => ['completed', 'failed', 'expired', 'cancelled'].includes(status),
  )
  const results: [string, string][] = []
  for (const output of [ended.output_file_id, ended.error_file_id]) {
    if (output == null) continue
    for (const line of (await (await client.files.content(output)).text()).trim().split('\n')) results.push(resultOf(line))
  }
  return { status: ended.status, results }
}

interface OutputLine {
  readonly custom_id: string
  readonly response: { readonly status_code: number; readonly body: OpenAI.ChatCompletion } | null
  readonly error: { readonly code: string } | null
}

function resultOf(text: string): [string, string] {
  const { custom_id: name, response, error } = JSON.parse(text) as OutputLine
  if (response === null) return [name, error!.code]
  return [name, response.status_code === 200 ? (response.body.choices[0]!.message.content ?? '') : String(response.status_code)]
}

/** Sends a batch of four prompts with Anthropic's official SDK, and waits for the results. */
export async function batchOfAnthropic(): Promise<BatchOutcome> {
  const { batches } = new Anthropic(clientOptions).messages
  const requests = names.map((name) => ({
    custom_id: name,
    params: { model: 'claude-sonnet-5', max_tokens: 100, messages: [promptOf(name)] },
  }))
  const { id } = await batches.create({ requests })
  const ended = await untilOver(
    () => batches.retrieve(id),
    ({ processing_status: status }) => status === 'ended',
  )
  const results: [string, string][] = []
  for await (const { custom_id: name, result } of await batches.results(id)) {
    const text =
      result.type === 'succeeded' ? result.message.content.map((block) => ('text' in block ? block.text : '')).join('') : result.type
    results.push([name, text])
  }
  return { status: ended.processing_status, results }
}

/** Polls every 20 seconds, after five minutes once per hour. */
async function untilOver<State>(retrieve: () => Promise<State>, isOver: (state: State) => boolean): Promise<State> {
  for (let polls = 0; ; polls++) {
    const state = await retrieve()
    if (isOver(state)) return state
    await new Promise((resolve) => setTimeout(resolve, polls < 15 ? 20_000 : 3_600_000))
  }
}

/** A client that matches results by name, as both providers document. */
async function byName(batch: Promise<BatchOutcome>): Promise<unknown> {
  const { status, results } = await batch
  return [status, results.toSorted(([one], [other]) => (one < other ? -1 : 1))]
}

/** The ways to send a batch. */
export const batchDialects: readonly Dialect[] = [
  { name: 'OpenAI Batches', provider: openai, client: 'openai', operation: 'create-batch', ask: () => byName(batchOfOpenAI()) },
  {
    name: 'Anthropic Message Batches',
    provider: anthropic,
    client: '@anthropic-ai/sdk',
    operation: 'create-batch',
    ask: () => byName(batchOfAnthropic()),
  },
]
