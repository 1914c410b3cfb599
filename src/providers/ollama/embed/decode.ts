import { operationOn, type Ask, type Decoded, type WireRequest } from '../../../kit.ts'
import { decodeOllama } from '../decode.ts'
import { embedRequest, type EmbedRequest } from './schema.ts'

/** How many numbers the vectors of a model have (https://ollama.com/library/nomic-embed-text, and the others' pages). */
const dimensionsOf: Readonly<Record<string, number>> = {
  'nomic-embed-text': 768,
  'mxbai-embed-large': 1_024,
  'all-minilm': 384,
  'bge-m3': 1_024,
}

function askOf({ model, input, dimensions }: EmbedRequest): Ask {
  const texts = input == null ? [] : typeof input === 'string' ? [input] : input
  return operationOn('embed', { model: model!, texts, dimensions: dimensions ?? dimensionsOf[model!.split(':')[0]!] })
}

/** Reads a request to `/api/embed` as the server does. */
export function decodeEmbed(request: WireRequest): Decoded {
  return decodeOllama(request, { schema: embedRequest, struct: 'EmbedRequest', ask: askOf })
}
