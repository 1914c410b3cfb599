import {
  BrownoutError,
  checkOptions,
  checkValue,
  emulate,
  oneOf,
  providerOptions,
  suggestion,
  type Endpoint,
  type Expectation,
  type FlavorName,
  type Provider,
  type ProviderOptions,
} from '../../kit.ts'
import { facts } from '../facts.ts'
import { flavorFacts } from '../flavor-facts.ts'
import type { OpenAIEndpointName, OpenAIQuirks } from './quirks.ts'

export type { ModelCatalogue } from './models/body.ts'
export type { OpenAIEndpointName, OpenAIQuirks, OpenAIWordedError } from './quirks.ts'

const flavors = { openai: facts.openai, ...flavorFacts } as const

/** A host with its own variant of OpenAI's wire format. */
export type OpenAIFlavor = 'openai' | FlavorName

const loaders: Readonly<Record<OpenAIFlavor, () => Promise<readonly Endpoint[]>>> = {
  openai: async () => (await import('./endpoints.ts')).endpoints,
  groq: async () => likeOpenAI((await import('./flavors/groq.ts')).quirks),
  deepseek: async () => likeOpenAI((await import('./flavors/deepseek.ts')).quirks),
  vllm: async () => likeOpenAI((await import('./flavors/vllm.ts')).quirks),
  xai: async () => likeOpenAI((await import('./flavors/xai.ts')).quirks),
  together: async () => likeOpenAI((await import('./flavors/together.ts')).quirks),
  fireworks: async () => likeOpenAI((await import('./flavors/fireworks.ts')).quirks),
  cerebras: async () => likeOpenAI((await import('./flavors/cerebras.ts')).quirks),
  perplexity: async () => likeOpenAI((await import('./flavors/perplexity.ts')).quirks),
  'hugging-face': async () => likeOpenAI((await import('./flavors/hugging-face.ts')).quirks),
  moonshot: async () => likeOpenAI((await import('./flavors/moonshot.ts')).quirks),
  dashscope: async () => likeOpenAI((await import('./flavors/dashscope.ts')).quirks),
  'github-models': async () => likeOpenAI((await import('./flavors/github-models.ts')).quirks),
  nvidia: async () => likeOpenAI((await import('./flavors/nvidia.ts')).quirks),
  'lm-studio': async () => likeOpenAI((await import('./flavors/lm-studio.ts')).quirks),
  'llama-cpp': async () => likeOpenAI((await import('./flavors/llama-cpp.ts')).quirks),
}

async function likeOpenAI(quirks: OpenAIQuirks): Promise<readonly Endpoint[]> {
  return (await import('./like.ts')).endpointsLike(quirks)
}

/** Options for OpenAI, or for a host * with its wire format. */
export interface OpenAIOptions extends ProviderOptions {
  /**
   * The host to emulate: the field of the reasoning, the place of the usage in a stream, the wording of its errors,
   * its headers. Default: `openai`, which is close enough to most hosts * with its wire format.
   */
  readonly flavor?: OpenAIFlavor
}

/**
 * OpenAI, and any host with its wire format: Chat Completions, Responses, embeddings, moderations and models. A base URL has
 * the version at its end, as in the SDK. The name defaults to the flavor.
 * @throws BrownoutError if an option is unknown or wrong, or a base URL is not a URL
 * @example
 * brownout({ providers: [openai(), openai({ flavor: 'groq' }), openai({ name: 'local', flavor: 'vllm', baseURL: 'http://localhost:8000/v1' })] })
 */
export function openai(options: OpenAIOptions = {}): Provider {
  checkOptions<OpenAIOptions>('openai()', options, { ...providerOptions, flavor: oneOf(...Object.keys(flavors)) })
  const { flavor = 'openai', ...others } = options
  return emulate({ name: flavor, ...flavors[flavor] }, others, loaders[flavor])
}

const endpointNames: readonly string[] = [
  'chat.completions',
  'responses',
  'completions',
  'embeddings',
  'models',
  'files',
  'batches',
] satisfies readonly OpenAIEndpointName[]

/** The names of endpoints that consist of several. */
const partsOf: Readonly<Record<string, readonly string[]>> = {
  files: ['files', 'files.content'],
  batches: ['batches', 'batches.retrieve', 'batches.list', 'batches.cancel'],
}

/** A host with OpenAI's wire format: its name, its base URLs, and its quirks. */
export interface OpenAILike extends OpenAIQuirks {
  readonly name: string
  /** The base URLs of its clients, with the version at the end, such as `https://api.example.com/v1`. */
  readonly baseUrls: readonly string[]
}

const definitionLike: Expectation = {
  expected: 'an object with name, baseUrls and endpoints',
  accepts(value) {
    if (typeof value !== 'object' || value === null) return false
    const { name, baseUrls, endpoints } = value as Readonly<Record<string, unknown>>
    return typeof name === 'string' && Array.isArray(baseUrls) && typeof endpoints === 'object' && endpoints !== null
  },
}

/**
 * Defines a host with its own quirks of OpenAI's wire format, such as `openai({ flavor: 'groq' })`. Returns a
 * factory like those of the built-in providers, which accepts another name or base URL.
 * @throws BrownoutError if an endpoint is unknown. The factory also throws if `endpoints` is empty, or a base URL is not a URL
 * @example
 * const parrot = openaiLike({
 *   name: 'parrot',
 *   baseUrls: ['https://api.parrot.example/v1'],
 *   endpoints: { 'chat.completions': 'https://docs.parrot.example/chat' },
 *   problems: { overloaded: { status: 529, code: 'too_busy', message: 'All parrots are busy.' } },
 *   reasoning: { field: 'thoughts', isShown: (body) => body.show_thoughts === true },
 *   chat: { usagePlace: 'last-chunk' },
 * })
 * const chaos = brownout({ providers: [parrot()] })
 */
export function openaiLike(definition: OpenAILike): (options?: ProviderOptions) => Provider {
  checkValue('openaiLike()', definition, definitionLike)
  const { name, baseUrls, ...quirks } = definition
  const endpoints = Object.keys(quirks.endpoints)
  const unknown = endpoints.find((endpoint) => !endpointNames.includes(endpoint))
  if (unknown !== undefined)
    throw new BrownoutError(
      `Cannot define "${name}" with the endpoint ${JSON.stringify(unknown)}: no such endpoint.${suggestion(unknown, endpointNames)}`,
    )
  return (options = {}) =>
    emulate({ name, baseUrls, endpoints: endpoints.flatMap((endpoint) => partsOf[endpoint] ?? endpoint) }, options, () =>
      likeOpenAI(quirks),
    )
}
