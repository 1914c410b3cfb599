import type { Provider } from '../../engine/provider.ts'
import { baseUrlsOf, type BaseUrlOptions } from '../base-urls.ts'
import { chatEndpoint } from '../openai/chat/index.ts'
import { mistralChat } from './chat.ts'

const home = 'https://api.mistral.ai'

/**
 * Mistral's Chat Completions.
 * @throws BrownoutError where a base URL is none
 * @example
 * brownout({ providers: [mistral()] })
 */
export function mistral({ name = 'mistral', baseURL = home }: BaseUrlOptions = {}): Provider {
  return { name, baseUrls: baseUrlsOf(name, baseURL, home), endpoints: [chatEndpoint(mistralChat)] }
}
