import { mostDimensions, operationOn, type Ask, type Decoded, type WireRequest, ownEntry } from '../../../kit.ts'
import { decodeOllama } from '../decode.ts'
import { embedRequest, type EmbedRequest } from './schema.ts'

/** How many numbers the vectors of a model have (https://ollama.com/library/nomic-embed-text, and the others' pages). */
const lengths: Readonly<Record<string, number>> = {
  'nomic-embed-text': 768,
  'mxbai-embed-large': 1_024,
  'all-minilm': 384,
  'bge-m3': 1_024,
}

/** The length of the vectors of a model, regardless of its tag; `undefined` if it is not known. */
export function dimensionsOf(model: string): number | undefined {
  return ownEntry(lengths, model.split(':')[0]!)
}

/** The server cuts vectors to the length that is asked for, and passes over a greater one. */
function askOf({ model, input, dimensions }: EmbedRequest): Ask {
  const texts = input == null ? [] : typeof input === 'string' ? [input] : input
  const usual = dimensionsOf(model!)
  const isCut = dimensions != null && dimensions > 0 && dimensions < (usual ?? mostDimensions)
  return operationOn('embed', { model: model!, texts, dimensions: isCut ? dimensions : usual })
}

/** Reads a request to `/api/embed` as the server does. */
export function decodeEmbed(request: WireRequest): Decoded {
  return decodeOllama(request, { schema: embedRequest, struct: 'EmbedRequest', streams: false, ask: askOf })
}
