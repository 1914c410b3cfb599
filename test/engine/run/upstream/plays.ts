import { expect } from 'vitest'
import * as faults from '../../../../faults/index.ts'
import { coreOf } from '../../../../src/chaos/core.ts'
import type { Injection } from '../../../../src/engine/plan/injection.ts'
import {
  answers,
  anthropic,
  bedrock,
  brownout,
  cohere,
  openai,
  vercel,
  virtualTime,
  type BrownoutOptions,
  type Chaos,
} from '../../../../src/index.ts'
import { chaosUpstream } from './chaos-upstream.ts'

const question = 'Where is my parcel?'
const messages = [{ role: 'user', content: question }]
const prompt = [{ role: 'user', content: [{ type: 'text', text: question }] }]
const bedrockModel = 'https://bedrock-runtime.us-east-1.amazonaws.com/model/anthropic.claude-sonnet-4-5-20250929-v1:0'

/** A request of a client. */
export interface AskedPlace {
  readonly name: string
  readonly url: string
  readonly stream: boolean
  readonly body: object
  readonly headers?: Readonly<Record<string, string>>
}

/** A request in one body, and streamed: with `stream` in its body. */
function both(name: string, url: string, body: object, streamed: object = {}): readonly AskedPlace[] {
  return [
    { name: `${name}, streamed`, url, stream: true, body: { ...body, stream: true, ...streamed } },
    { name, url, stream: false, body },
  ]
}

/** The same request at each endpoint whose responses are read, streamed and in one body. */
export const asks: readonly AskedPlace[] = [
  ...both('chat', 'https://api.openai.com/v1/chat/completions', { model: 'gpt-4o', messages }, { stream_options: { include_usage: true } }),
  ...both('responses', 'https://api.openai.com/v1/responses', { model: 'gpt-4o', input: question }),
  ...both('messages', 'https://api.anthropic.com/v1/messages', { model: 'claude-sonnet-5', max_tokens: 500, messages }),
  ...both('cohere', 'https://api.cohere.com/v2/chat', { model: 'command-a-03-2025', messages }),
  ...both('cohere, version 1', 'https://api.cohere.com/v1/chat', { model: 'command-r-plus', message: question }),
  ...[true, false].flatMap((stream): readonly AskedPlace[] => [
    {
      name: `converse${stream ? ', streamed' : ''}`,
      url: `${bedrockModel}/${stream ? 'converse-stream' : 'converse'}`,
      stream,
      body: { messages: [{ role: 'user', content: [{ text: question }] }] },
    },
    {
      name: `invoke${stream ? ', streamed' : ''}`,
      url: `${bedrockModel}/${stream ? 'invoke-with-response-stream' : 'invoke'}`,
      stream,
      body: { anthropic_version: 'bedrock-2023-05-31', max_tokens: 500, messages },
    },
    {
      name: `the AI Gateway${stream ? ', streamed' : ''}`,
      url: 'https://ai-gateway.vercel.sh/v4/ai/language-model',
      stream,
      body: { prompt },
      headers: { 'ai-language-model-id': 'openai/gpt-4o', 'ai-language-model-streaming': String(stream) },
    },
  ]),
]

/** A chaos with the providers of all requests, and at most one fault. */
export function chaosWith(options: Partial<BrownoutOptions>, injection?: Injection): Chaos {
  const text = 'Your parcel is on its way, and comes tomorrow before noon. It weighs 3 kg.'
  const providers = [openai(), anthropic(), cohere(), bedrock(), vercel()]
  const chaos = brownout({ seed: 'tuesday', providers, answers: answers.from(() => text), ...options })
  if (injection !== undefined) chaos.inject(injection)
  return chaos
}

/** Calls a chaos, and reads for an hour at most. */
export async function read(chaos: Chaos, { url, body, headers: more = {} }: AskedPlace): Promise<string> {
  const headers = new Headers({
    'x-api-key': 'key-1234567890',
    authorization: 'Bearer key-1234567890',
    'anthropic-version': '2023-06-01',
    ...more,
  })
  const asked = { method: 'POST', url: new URL(url), headers, body: () => JSON.stringify(body) }
  const delivery = await coreOf(chaos).gateway.answer(asked)
  let text = ''
  const all = async (): Promise<void> => {
    await delivery.head()
    for (let bytes = await delivery.read(); bytes !== undefined; bytes = await delivery.read())
      text += new TextDecoder('latin1').decode(bytes)
  }
  // The journal has how it ended.
  await Promise.race([all().catch(() => {}), new Promise((resolve) => void setTimeout(resolve, 3_600_000))])
  delivery.abort()
  return text
}

/** What the client met, as the journal has it. */
function met(chaos: Chaos, isStream: boolean): object {
  const { status, ending, fired, received, deltas, problem } = chaos.journal.calls[0]!
  const told = { status, ending, fired: fired.map(({ fault }) => fault), problem: problem?.kind, bugs: chaos.journal.bugs }
  // The place at which a body breaks off depends on its length.
  return isStream ? { ...told, received, deltas } : told
}

/** Each fault that can act on a reply, if it has a default for each of its parameters. */
export const defaultInjections: readonly (readonly [name: string, injection: Injection])[] = Object.values(faults).flatMap((factory) => {
  if (factory.fault.perceive !== undefined) return []
  try {
    return [[factory.fault.name, (factory as () => unknown as () => Injection)()] as const]
  } catch {
    return []
  }
})

/** Checks that a client meets the same, whether brownout or an upstream answers. */
export async function expectTheSame(injection: Injection, ask: AskedPlace): Promise<void> {
  const emulated = chaosWith({}, injection)
  const passed = chaosWith({ upstream: chaosUpstream(chaosWith({})) }, injection)
  await virtualTime(() => read(emulated, ask))
  await virtualTime(() => read(passed, ask))
  expect(met(passed, ask.stream)).toEqual(met(emulated, ask.stream))
}
