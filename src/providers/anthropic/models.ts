import { operationOn, encode, serverSentEvent, type Decoded, type Endpoint, type WireRequest } from '../../kit.ts'
import { missingHeader } from './decode.ts'
import { plainWriter } from './plain-writer.ts'

/** Some models that the API lists, and when they came out (https://docs.claude.com/en/docs/about-claude/models). */
const known: Readonly<Record<string, string>> = {
  'claude-sonnet-5': '2026-05-14T00:00:00Z',
  'claude-opus-4-1-20250805': '2025-08-05T00:00:00Z',
  'claude-3-5-haiku-20241022': '2024-10-22T00:00:00Z',
}

/** An id as a person would write it: `Claude 3 5 Haiku`. */
function titleOf(id: string): string {
  const words = id.replace(/-\d{8}$/, '').split('-')
  return words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join(' ')
}

function modelOf(id: string): unknown {
  return {
    type: 'model',
    id,
    display_name: titleOf(id),
    created_at: known[id] ?? '2026-01-01T00:00:00Z',
    capabilities: null,
    deprecated_at: null,
    lifecycle: 'active',
    max_input_tokens: 200_000,
    max_tokens: 64_000,
  }
}

function decodeFor(modelIn: (url: URL) => string): (request: WireRequest) => Decoded {
  return (request) => missingHeader(request) ?? { type: 'ask', ask: operationOn('list-models', { model: modelIn(request.url), texts: [] }) }
}

/** The list of models. Any model may be asked for: those listed are examples. */
export function modelList(path: string): Endpoint {
  const data = Object.keys(known)
  return {
    name: 'models',
    method: 'GET',
    path,
    documentation: 'https://docs.claude.com/en/api/models-list',
    decode: decodeFor(() => ''),
    encode: (beats, exchange) =>
      encode(
        beats,
        exchange,
        plainWriter(exchange, () => ({ data: data.map(modelOf), has_more: false, first_id: data[0], last_id: data.at(-1) })),
      ),
    bytes: serverSentEvent,
  }
}

/** One model: whichever is asked for is there, unless a fault says that it is not. */
export function model(path: string): Endpoint {
  return {
    name: 'models',
    method: 'GET',
    path: new RegExp(`^${path}/[^/]+$`),
    documentation: 'https://docs.claude.com/en/api/models',
    decode: decodeFor(({ pathname }) => decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1))),
    encode: (beats, exchange) =>
      encode(
        beats,
        exchange,
        plainWriter(exchange, () => modelOf(exchange.call.model)),
      ),
    bytes: serverSentEvent,
  }
}
