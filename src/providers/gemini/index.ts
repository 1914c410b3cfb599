import { emulate, type Provider, type ProviderOptions } from '../../kit.ts'
import { facts } from '../facts.ts'

/**
 * Google Gemini, with the Gemini API and Vertex AI: answers, streaming and non-streaming, embeddings, token counting, and models.
 * A base URL can end in the version (`/v1beta`).
 * @throws BrownoutError if a base URL is not a URL
 * @see https://ai.google.dev/api/generate-content
 * @example
 * const chaos = brownout({ providers: [gemini()] })
 */
export function gemini(options: ProviderOptions = {}): Provider {
  return emulate({ name: 'gemini', ...facts.gemini }, options, async () => (await import('./endpoints.ts')).endpoints)
}
