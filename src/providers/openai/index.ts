import type { Provider } from '../../engine/provider.ts'
import { baseUrlsOf } from '../base-urls.ts'
import { chatCompletions } from './chat/index.ts'
import { embeddings } from './embeddings/index.ts'
import { model, modelList } from './models/index.ts'
import { moderations } from './moderations/index.ts'
import { responses } from './responses/index.ts'

/** Where an OpenAI, or a host that speaks as it does, is reached. */
export interface OpenAIOptions {
  /** What the journal and `.for(...)` call it. `openai` where it is left out. */
  readonly name?: string
  /** As the SDK takes it, with the version at its end: `https://api.openai.com/v1` where it is left out. Several may be given. */
  readonly baseURL?: string | readonly string[]
}

/**
 * OpenAI, and any host that speaks its dialect: Chat Completions, Responses, Embeddings, Moderations and Models.
 * @throws BrownoutError where a base URL is none
 * @example
 * brownout({ providers: [openai(), openai({ name: 'local', baseURL: 'http://localhost:8000/v1' })] })
 */
export function openai({ name = 'openai', baseURL = 'https://api.openai.com/v1' }: OpenAIOptions = {}): Provider {
  const baseUrls = baseUrlsOf(name, baseURL, 'https://api.openai.com/v1')
  return { name, baseUrls, endpoints: [chatCompletions, responses, embeddings, moderations, modelList, model] }
}
