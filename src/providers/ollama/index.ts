import { emulate, type Provider, type ProviderOptions } from '../../kit.ts'
import { facts } from '../facts.ts'

/**
 * Ollama's own API: chat and generate, streamed as JSON lines or in one body, and embeddings. Its OpenAI-compatible API below
 * `/v1` is `openai({ name: 'ollama', baseURL: 'http://127.0.0.1:11434/v1' })`. A base URL is what `OLLAMA_HOST` takes, without `/api`.
 * @throws BrownoutError if a base URL is not a URL
 * @example
 * brownout({ providers: [ollama(), ollama({ name: 'cloud', baseURL: 'https://ollama.com' })] })
 */
export function ollama(options: ProviderOptions = {}): Provider {
  return emulate({ name: 'ollama', ...facts.ollama }, options, async () => (await import('./endpoints.ts')).endpoints)
}
