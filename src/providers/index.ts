import type { Provider, ProviderName, ProviderOptions } from '../kit.ts'
import { anthropic } from './anthropic/index.ts'
import { azure } from './azure/index.ts'
import { bedrock } from './bedrock/index.ts'
import { cohere } from './cohere/index.ts'
import { gemini } from './gemini/index.ts'
import { mistral } from './mistral/index.ts'
import { ollama } from './ollama/index.ts'
import { openai } from './openai/index.ts'
import { openrouter } from './openrouter/index.ts'
import { vercel } from './vercel/index.ts'

/** The factory of each provider in the facts, by name. */
export const factories: Readonly<Record<ProviderName, (options?: ProviderOptions) => Provider>> = {
  openai,
  anthropic,
  gemini,
  azure,
  bedrock,
  mistral,
  cohere,
  ollama,
  openrouter,
  vercel,
}
