import { operationOn, encode, serverSentEvent, type Decoded, type Endpoint, type Exchange, type WireRequest } from '../../../kit.ts'
import { openaiHost } from '../openai-host.ts'
import { plainWriter } from '../plain-writer.ts'

/** Some models that the API lists, with the time they were made, in seconds since 1970 (https://platform.openai.com/docs/models). */
const known: Readonly<Record<string, number>> = {
  'gpt-4o': 1_715_367_049,
  'gpt-4o-mini': 1_721_172_741,
  'gpt-4.1': 1_744_316_542,
  'text-embedding-3-small': 1_705_948_997,
  'text-embedding-3-large': 1_705_953_180,
  'omni-moderation-latest': 1_731_689_265,
}

const noKey =
  "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY)."

function refusedWithoutKey({ headers }: WireRequest): Decoded | undefined {
  return headers.has('authorization') ? undefined : { type: 'problem', problem: { kind: 'authentication', message: noKey, code: null } }
}

function modelOf(id: string): unknown {
  return { id, object: 'model', created: known[id] ?? known['gpt-4o'], owned_by: 'system' }
}

function idIn({ pathname }: URL): string {
  return decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1))
}

/** OpenAI's list of models. Any model may be asked for: those listed are examples. */
export const modelList: Endpoint = {
  name: 'models',
  method: 'GET',
  path: '/models',
  documentation: 'https://platform.openai.com/docs/api-reference/models/list',
  decode: (request) => refusedWithoutKey(request) ?? { type: 'ask', ask: operationOn('list-models', { model: '', texts: [] }) },
  encode: (beats, exchange) =>
    encode(
      beats,
      exchange,
      plainWriter(openaiHost, exchange, () => ({ object: 'list', data: Object.keys(known).map(modelOf) })),
    ),
  bytes: serverSentEvent,
}

/** One of OpenAI's models: whichever is asked for is there, unless a fault says that it is not. */
export const model: Endpoint = {
  name: 'models',
  method: 'GET',
  path: /^\/models\/[^/]+$/,
  documentation: 'https://platform.openai.com/docs/api-reference/models/retrieve',
  decode: (request) =>
    refusedWithoutKey(request) ?? { type: 'ask', ask: operationOn('list-models', { model: idIn(request.url), texts: [] }) },
  encode: (beats, exchange) =>
    encode(
      beats,
      exchange,
      plainWriter(openaiHost, exchange, (_, { call }: Exchange) => modelOf(call.model)),
    ),
  bytes: serverSentEvent,
}
