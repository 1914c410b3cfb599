import { emulate, type Provider, type ProviderOptions } from '../../kit.ts'
import { facts } from '../facts.ts'

/**
 * Ollama: its own API (chat and generate, streamed as JSON lines or in one body, embeddings, and models), and the
 * one in OpenAI's wire format below `/v1`. A base URL has the form of `OLLAMA_HOST`, without `/api`.
 * @throws BrownoutError if a base URL is not a URL
 * @example
 * brownout({ providers: [ollama(), ollama({ name: 'cloud', baseURL: 'https://ollama.com' })] })
 */
export function ollama(options: ProviderOptions = {}): Provider {
  return emulate({ name: 'ollama', ...facts.ollama }, options, async () => (await import('./endpoints.ts')).endpoints)
}
