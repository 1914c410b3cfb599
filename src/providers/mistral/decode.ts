import { jsonReader, type RequestDecoding } from '../../kit.ts'
import type { Admission } from '../openai/decode.ts'
import { problemOf } from './wording.ts'

const json = jsonReader(() => ({ kind: 'unprocessable', message: 'JSON decode error', code: 'json_invalid', parameter: '[0]' }))

/** What all endpoints do alike with a request: its key, its JSON, its form. */
export function readingAt({ refusal }: Admission): Pick<RequestDecoding<never>, 'refusal' | 'json' | 'misshapen'> {
  return { refusal, json, misshapen: problemOf }
}
