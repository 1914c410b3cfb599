import { mostDimensions, operationOn, type Ask, type Decoded, type WireRequest, ownEntry } from '../../../kit.ts'
import { decodeOllama } from '../decode.ts'
import { embedRequest, type EmbedRequest } from './schema.ts'

/** The dimensions of a model's vectors (https://ollama.com/library/nomic-embed-text, and the others' pages). */
const lengths: Readonly<Record<string, number>> = {
  'nomic-embed-text': 768,
  'mxbai-embed-large': 1_024,
  'all-minilm': 384,
  'bge-m3': 1_024,
}

/** The dimensions of a model's vectors, regardless of its tag. `undefined` if unknown. */
export function dimensionsOf(model: string): number | undefined {
  return ownEntry(lengths, model.split(':')[0]!)
}

/** The server truncates vectors to the requested length, and ignores a larger one. */
function askOf({ model, input, dimensions }: EmbedRequest): Ask {
  const texts = input == null ? [] : typeof input === 'string' ? [input] : input
  const usual = dimensionsOf(model!)
  const isCut = dimensions != null && dimensions > 0 && dimensions < (usual ?? mostDimensions)
  return operationOn('embed', { model: model!, texts, dimensions: isCut ? dimensions : usual })
}

/** Decodes a request to `/api/embed`. */
export function decodeEmbed(request: WireRequest): Decoded {
  return decodeOllama(request, { schema: embedRequest, struct: 'EmbedRequest', streams: false, ask: askOf })
}
