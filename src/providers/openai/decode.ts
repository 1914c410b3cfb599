import type { z } from 'zod'
import { jsonReader, outlineOf, type Problem, type RequestDecoding, type ToolChoice, type WireRequest } from '../../kit.ts'
import { invalid, problemOf, type UnknownWording } from './wording.ts'

/** A host's checks before it reads a body. */
export interface Admission {
  /** Its error before it reads the body. `undefined` if there is none. */
  readonly refusal: (request: WireRequest) => Problem | undefined
  /** The model, if the URL names it instead of the body. */
  readonly modelOf: (url: URL) => string | undefined
}

const noKey =
  "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY), or as the password field (with blank username) if you're accessing the API from your browser and are prompted for a username and password. You can obtain an API key from https://platform.openai.com/account/api-keys."
const noJson =
  "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON. If you have trouble figuring out how to fix this, please contact us through our help center at help.openai.com.)"

/** The API's error for a missing key. */
export function missingKey({ headers }: WireRequest): Problem | undefined {
  return headers.has('authorization') ? undefined : { kind: 'authentication', message: noKey, code: null }
}

/** Adds the model from the URL to a body. */
function naming(model: string | undefined, value: unknown): unknown {
  return model === undefined || typeof value !== 'object' ? value : { ...value, model }
}

/** Reads the JSON of a body, or returns the API's error for other text. */
export const readJson = jsonReader(() => invalid(noJson))

/** The common request checks of a host's endpoints: key, JSON, model, schema. */
export function readingAt(
  { refusal, modelOf }: Admission,
  { url }: WireRequest,
  unknownWording: UnknownWording = (name) => invalid(`Unrecognized request argument supplied: ${name}`),
): Pick<RequestDecoding<never>, 'refusal' | 'json' | 'outline' | 'misshapen'> {
  const model = modelOf(url)
  return {
    refusal,
    json(text) {
      const read = readJson(text)
      return 'value' in read ? { value: naming(model, read.value) } : read
    },
    outline: (value) => ({ ...outlineOf(value), ...(model === undefined ? {} : { model }) }),
    misshapen: (error: z.ZodError, value: unknown) =>
      (value as { model?: unknown } | null)?.model === undefined
        ? invalid('you must provide a model parameter')
        : problemOf(error, value, unknownWording),
  }
}

/** A tool choice given as a string. */
export function toolChoiceOf(word: string | undefined): ToolChoice {
  return word === 'none' || word === 'required' ? word : 'auto'
}
