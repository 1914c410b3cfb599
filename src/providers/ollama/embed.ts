import { numbersOf, operationOn, type Ask, type GatheredReply } from '../../kit.ts'
import { durationsOf } from './durations.ts'
import type { EmbedRequest } from './request.ts'

/** How many numbers the vectors of a model have (https://ollama.com/library/nomic-embed-text, and the others' pages). */
const dimensionsOf: Readonly<Record<string, number>> = {
  'nomic-embed-text': 768,
  'mxbai-embed-large': 1_024,
  'all-minilm': 384,
  'bge-m3': 1_024,
}

/** What a request to `/api/embed` asks. */
export function askOfEmbed({ model, input, dimensions }: EmbedRequest): Ask {
  const texts = input == null ? [] : typeof input === 'string' ? [input] : input
  return operationOn('embed', { model: model!, texts, dimensions: dimensions ?? dimensionsOf[model!.split(':')[0]!] })
}

/** The vectors, and how long they took. */
export function embeddingsOf({ reply, data, usage }: GatheredReply): unknown {
  const { load_duration, prompt_eval_duration, prompt_eval_count } = durationsOf(reply, usage)
  return {
    model: reply.model,
    embeddings: data.map(numbersOf),
    total_duration: load_duration! + prompt_eval_duration!,
    load_duration,
    ...(prompt_eval_count === undefined ? {} : { prompt_eval_count }),
  }
}
