import { emulate, type Provider, type ProviderOptions } from '../../kit.ts'
import { facts } from '../facts.ts'

/**
 * The Vercel AI Gateway: its own protocol, which `ai` uses for models given as strings (`model: 'openai/gpt-4o'`), and its
 * OpenAI-compatible API below `/v1`. A base URL has the form that `createGateway` accepts.
 * @throws BrownoutError if a base URL is not a URL
 * @see https://vercel.com/docs/ai-gateway
 * @example
 * brownout({ providers: [vercel()] })
 */
export function vercel(options: ProviderOptions = {}): Provider {
  return emulate({ name: 'vercel', ...facts.vercel }, options, async () => (await import('./endpoints.ts')).endpoints)
}
