import { BrownoutError, suggestion, baseUrlsOf, type Endpoint, type Provider } from '../../kit.ts'
import { chatCompletions, chatEndpoint } from './chat/index.ts'
import { embeddings, embeddingsEndpoint } from './embeddings/index.ts'
import { deepseekChat } from './flavors/deepseek.ts'
import { groqChat, groqHost } from './flavors/groq.ts'
import { vllmChat, vllmDocumentation, vllmHost } from './flavors/vllm.ts'
import { model, modelList } from './models/index.ts'
import { moderations } from './moderations/index.ts'
import { responses, responsesEndpoint } from './responses/index.ts'

/** What each flavor does in its own way, and where it is at home. */
const flavors = {
  openai: { home: 'https://api.openai.com/v1', endpoints: [chatCompletions, responses, embeddings, moderations, modelList, model] },
  groq: {
    home: 'https://api.groq.com/openai/v1',
    endpoints: [
      chatEndpoint(groqChat),
      responsesEndpoint(groqHost, '/responses', 'https://console.groq.com/docs/api-reference#responses'),
      modelList,
      model,
    ],
  },
  // The version may be left out.
  deepseek: { home: 'https://api.deepseek.com', endpoints: [chatEndpoint({ ...deepseekChat, path: /^(?:\/v1)?\/chat\/completions$/ })] },
  vllm: {
    home: 'http://localhost:8000/v1',
    endpoints: [
      chatEndpoint(vllmChat),
      responsesEndpoint(vllmHost, '/responses', vllmDocumentation),
      embeddingsEndpoint(vllmHost, '/embeddings', vllmDocumentation),
      modelList,
      model,
    ],
  },
} as const satisfies Readonly<Record<string, { readonly home: string; readonly endpoints: readonly Endpoint[] }>>

/** A host that speaks OpenAI's dialect with differences of its own. */
export type OpenAIFlavor = keyof typeof flavors

/** Where an OpenAI, or a host that speaks as it does, is reached. */
export interface OpenAIOptions {
  /** What the journal and `.for(...)` call it. The flavor where it is left out. */
  readonly name?: string
  /** As the SDK takes it, with the version at its end: where the flavor is at home, where it is left out. Several may be given. */
  readonly baseURL?: string | readonly string[]
  /**
   * Whose differences it has: the field of the reasoning, where a stream tells its usage, the words of its errors, its headers.
   * `openai` where it is left out, which is near enough to most hosts that speak as it does.
   */
  readonly flavor?: OpenAIFlavor
}

/**
 * OpenAI, and any host that speaks its dialect: Chat Completions, Responses, embeddings, moderations and models.
 * @throws BrownoutError where a base URL is none, or there is no such flavor
 * @example
 * brownout({ providers: [openai(), openai({ flavor: 'groq' }), openai({ name: 'local', flavor: 'vllm', baseURL: 'http://localhost:8000/v1' })] })
 */
export function openai({ flavor = 'openai', name = flavor, baseURL = flavors[flavor]?.home }: OpenAIOptions = {}): Provider {
  if (!Object.hasOwn(flavors, flavor))
    throw new BrownoutError(
      `Cannot set up "${name}" in the flavor ${JSON.stringify(flavor)}: no such flavor.${suggestion(flavor, Object.keys(flavors))}`,
    )
  const { home, endpoints } = flavors[flavor]
  return { name, baseUrls: baseUrlsOf(name, baseURL, home), endpoints }
}
