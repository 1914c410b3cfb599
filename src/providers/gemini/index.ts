import { BrownoutError, type Provider } from '../../kit.ts'
import { countTokens } from './count-tokens.ts'
import { batchEmbedContents, embedContent, predict } from './embeddings.ts'
import { generateContent, streamGenerateContent } from './generate.ts'
import { model, modelList } from './models.ts'

/** Where Gemini is reached, and under which name it stands in the journal. */
export interface GeminiOptions {
  /** What the journal and `.for(...)` call it. `gemini` where it is left out. */
  readonly name?: string
  /** With or without the version (`/v1beta`) at its end. The hosts of the Gemini API and of Vertex AI where it is left out. */
  readonly baseURL?: string | readonly string[]
}

/** The Gemini API, and Vertex AI: its global host, its regions, and its groups of regions. */
const hosts = [
  'https://generativelanguage.googleapis.com',
  'https://aiplatform.googleapis.com',
  'https://*-aiplatform.googleapis.com',
  'https://aiplatform.*.rep.googleapis.com',
]

const endpoints = [generateContent, streamGenerateContent, countTokens, embedContent, batchEmbedContents, predict, modelList, model]

/**
 * Google Gemini, by the Gemini API and by Vertex AI: answers, streaming and not, vectors, counts of tokens, and models.
 * @throws BrownoutError where a base URL is none
 * @see https://ai.google.dev/api/generate-content
 * @example
 * const chaos = brownout({ providers: [gemini()] })
 */
export function gemini({ name = 'gemini', baseURL = hosts }: GeminiOptions = {}): Provider {
  const baseUrls = typeof baseURL === 'string' ? [baseURL] : baseURL
  for (const url of baseUrls) {
    if (!URL.canParse(url))
      throw new BrownoutError(
        `Cannot set up "${name}" at ${JSON.stringify(url)}: expected a URL such as "https://generativelanguage.googleapis.com".`,
      )
  }
  return { name, baseUrls, endpoints }
}
