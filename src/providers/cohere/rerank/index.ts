import { z } from 'zod'
import { decodeRequest, defineEndpoint, operationOn, type Endpoint } from '../../../kit.ts'
import { admission } from '../decode.ts'
import { writerOf } from '../writer.ts'
import { relevanceOf } from './relevance.ts'

const document = z.union([z.string(), z.record(z.string(), z.unknown())])

/** The body of POST /v1/rerank and /v2/rerank. */
const rerankRequest = z.looseObject({
  model: z.string(),
  query: z.string().min(1),
  documents: z.array(document).min(1).max(10_000),
  top_n: z.int().min(1).nullish(),
  return_documents: z.boolean().nullish(),
})

function textOf(given: z.output<typeof document>): string {
  if (typeof given === 'string') return given
  return typeof given['text'] === 'string' ? given['text'] : JSON.stringify(given)
}

/** Ranks documents by their relevance to a query. Each score is derived from the words in common. */
export function rerank(version: '1' | '2', path: string): Endpoint {
  return defineEndpoint({
    name: 'rerank',
    path,
    documentation: 'https://docs.cohere.com/reference/rerank',
    decode: (request) =>
      decodeRequest(request, {
        ...admission,
        schema: rerankRequest,
        ask: ({ model, query, documents }) => operationOn('rerank', { model, texts: [query, ...documents.map(textOf)] }),
      }),
    write(exchange) {
      const { ids, ...writer } = writerOf(exchange)
      return {
        ...writer,
        body(_gathered, { request }) {
          const body = JSON.parse(request.text) as z.output<typeof rerankRequest>
          const texts = body.documents.map(textOf)
          const ranked = texts
            .map((text, index) => ({ index, relevance_score: relevanceOf(text, body.query) }))
            .toSorted((one, other) => other.relevance_score - one.relevance_score)
          const results = ranked.slice(0, body.top_n ?? ranked.length)
          return {
            id: ids.reply,
            results:
              body.return_documents === true ? results.map((result) => ({ ...result, document: { text: texts[result.index] } })) : results,
            meta: { api_version: { version }, billed_units: { search_units: Math.ceil(texts.length / 100) } },
          }
        },
      }
    },
  })
}
