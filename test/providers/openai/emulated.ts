import OpenAI from 'openai'
import type { Answer } from '../../../src/engine/model/answer.ts'
import { openai } from '../../../src/providers/openai/index.ts'
import { fetchOf } from '../emulated.ts'

/** The official client, in front of the emulated API and without a network in between. */
export function clientOf(answer: Answer, seed = 'conformance'): OpenAI {
  return new OpenAI({ apiKey: 'sk-test', maxRetries: 0, logLevel: 'off', fetch: fetchOf(openai(), answer, seed) })
}
