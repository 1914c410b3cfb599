import { jsonReader, type RequestDecoding } from '../../kit.ts'
import type { Admission } from '../openai/decode.ts'
import { problemOf } from './wording.ts'

const json = jsonReader(() => ({ kind: 'unprocessable', message: 'JSON decode error', code: 'json_invalid', parameter: '[0]' }))

/** The common request checks of all endpoints: key, JSON, schema. */
export function readingAt({ refusal }: Admission): Pick<RequestDecoding<never>, 'refusal' | 'json' | 'misshapen'> {
  return { refusal, json, misshapen: problemOf }
}
