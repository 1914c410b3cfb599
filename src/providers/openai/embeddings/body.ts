import { base64Of, floatBytes, numbersOf, type Exchange, type GatheredReply, type WireRequest } from '../../../kit.ts'

function isBase64({ text }: WireRequest): boolean {
  return (JSON.parse(text) as { encoding_format?: string }).encoding_format === 'base64'
}

/** The vectors, in the requested encoding. The SDK requests base64 unless the app sets one. */
export function embeddingsBody({ reply, data, usage }: GatheredReply, { request }: Exchange): unknown {
  const encoded = isBase64(request)
  return {
    object: 'list',
    data: data.map((json, index) => ({
      object: 'embedding',
      index,
      embedding: encoded ? base64Of(floatBytes(numbersOf(json))) : numbersOf(json),
    })),
    model: reply.model,
    ...(usage === undefined ? {} : { usage: { prompt_tokens: usage.inputTokens, total_tokens: usage.inputTokens } }),
  }
}
