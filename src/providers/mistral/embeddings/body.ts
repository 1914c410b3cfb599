import { numbersOf, type Exchange, type GatheredReply } from '../../../kit.ts'

/** The vectors, as numbers. */
export function embeddingsBody({ reply, data, usage }: GatheredReply, { call }: Exchange): unknown {
  const tokens = usage?.inputTokens ?? 0
  return {
    id: call.key,
    object: 'list',
    data: data.map((json, index) => ({ object: 'embedding', index, embedding: numbersOf(json) })),
    model: reply.model,
    ...(usage === undefined ? {} : { usage: { prompt_tokens: tokens, completion_tokens: 0, total_tokens: tokens } }),
  }
}
