import { BrownoutError, emulate, suggestion, type Endpoint, type Provider, type ProviderOptions } from '../../kit.ts'
import { facts, flavorFacts } from '../facts.ts'

const flavors = { openai: facts.openai, ...flavorFacts } as const

/** A host that speaks OpenAI's dialect with differences of its own. */
export type OpenAIFlavor = keyof typeof flavors

const loaders = {
  openai: () => import('./endpoints.ts'),
  groq: () => import('./flavors/groq.ts'),
  deepseek: () => import('./flavors/deepseek.ts'),
  vllm: () => import('./flavors/vllm.ts'),
} as const satisfies Readonly<Record<OpenAIFlavor, () => Promise<{ readonly endpoints: readonly Endpoint[] }>>>

/** Where OpenAI, or a host that speaks as it does, is reached. */
export interface OpenAIOptions extends ProviderOptions {
  /**
   * The host whose differences it has: the field of the reasoning, where a stream reports its usage, the words of its errors,
   * its headers. Default: `openai`, which is close enough to most hosts that speak its dialect.
   */
  readonly flavor?: OpenAIFlavor
}

/**
 * OpenAI, and any host that speaks its dialect: Chat Completions, Responses, embeddings, moderations and models. A base URL has
 * the version at its end, as the SDK takes it. The name defaults to the flavor.
 * @throws BrownoutError if a base URL is not a URL, or there is no such flavor
 * @example
 * brownout({ providers: [openai(), openai({ flavor: 'groq' }), openai({ name: 'local', flavor: 'vllm', baseURL: 'http://localhost:8000/v1' })] })
 */
export function openai({ flavor = 'openai', ...options }: OpenAIOptions = {}): Provider {
  if (!Object.hasOwn(flavors, flavor))
    throw new BrownoutError(
      `Cannot set up "${options.name ?? flavor}" in the flavor ${JSON.stringify(flavor)}: no such flavor.${suggestion(flavor, Object.keys(flavors))}`,
    )
  return emulate({ name: flavor, ...flavors[flavor] }, options, async () => (await loaders[flavor]()).endpoints)
}
