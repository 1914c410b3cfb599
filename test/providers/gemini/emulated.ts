import { GoogleGenAI, type GoogleGenAIOptions } from '@google/genai'
import type { Answer } from '../../../src/engine/model/answer.ts'
import { gemini } from '../../../src/index.ts'
import { fetchOf } from '../emulated.ts'

/** The prompt, if it does not matter. */
export const question = { model: 'gemini-2.5-flash', contents: 'Where is my parcel?' }

/** The official client, in front of the emulated API. */
export function clientOf(answer: Answer, seed?: string, options: GoogleGenAIOptions = {}): GoogleGenAI {
  return new GoogleGenAI({ apiKey: 'test', httpOptions: { fetch: fetchOf(gemini(), answer, seed) }, ...options })
}

const host = 'https://generativelanguage.googleapis.com'

/** The response of the emulated API to a body that no client would send, or as it arrives over the wire. */
export async function post(
  answer: Answer,
  body: unknown,
  url = `${host}/v1beta/models/gemini-2.5-flash:generateContent`,
  headers: Record<string, string> = { 'x-goog-api-key': 'test' },
): Promise<Response> {
  return fetchOf(gemini(), answer)(url, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) })
}
