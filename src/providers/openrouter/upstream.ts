import type { FinishReason } from '../../kit.ts'

/** The upstream provider of a request, and its finish reasons. */
export interface Upstream {
  readonly name: string
  nativeFinish(finish: FinishReason): string
}

const likeOpenAI: Readonly<Record<FinishReason, string>> = {
  stop: 'stop',
  length: 'length',
  'tool-calls': 'tool_calls',
  'content-filter': 'content_filter',
  refusal: 'stop',
}

const likeAnthropic: Readonly<Record<FinishReason, string>> = {
  stop: 'end_turn',
  length: 'max_tokens',
  'tool-calls': 'tool_use',
  'content-filter': 'refusal',
  refusal: 'refusal',
}

const likeGemini: Readonly<Record<FinishReason, string>> = {
  stop: 'STOP',
  length: 'MAX_TOKENS',
  'tool-calls': 'STOP',
  'content-filter': 'SAFETY',
  refusal: 'STOP',
}

const upstreams: ReadonlyMap<string, Upstream> = new Map([
  ['openai', { name: 'OpenAI', nativeFinish: (finish) => likeOpenAI[finish] }],
  ['anthropic', { name: 'Anthropic', nativeFinish: (finish) => likeAnthropic[finish] }],
  ['google', { name: 'Google', nativeFinish: (finish) => likeGemini[finish] }],
  ['mistralai', { name: 'Mistral', nativeFinish: (finish) => likeOpenAI[finish] }],
])

const elsewhere: Upstream = { name: 'DeepInfra', nativeFinish: (finish) => likeOpenAI[finish] }

/** The upstream provider of a model, whose id has the author and the name: `openai/gpt-4o`. */
export function upstreamOf(model: string): Upstream {
  return upstreams.get(model.split('/', 1)[0]!) ?? elsewhere
}
