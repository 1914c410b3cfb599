import { countTokens, numbersOf, textOf, type Call, type Exchange, type GatheredReply, type Usage } from '../../../kit.ts'

function usageOf(usage: Usage | undefined): object {
  return usage === undefined ? {} : { usageMetadata: { promptTokenCount: usage.inputTokens } }
}

/** The vector of one text. */
export function embedBody({ data, usage }: GatheredReply): unknown {
  return { embedding: { values: numbersOf(data[0] ?? '') }, ...usageOf(usage) }
}

/** The vectors of several texts. */
export function batchBody({ data, usage }: GatheredReply): unknown {
  return { embeddings: data.map((json) => ({ values: numbersOf(json) })), ...usageOf(usage) }
}

/** The vectors of several texts, in the format of Vertex AI's text models. */
export function predictBody({ data, usage }: GatheredReply, { call }: Exchange): unknown {
  const statisticsOf = (index: number): object =>
    usage === undefined ? {} : { statistics: { truncated: false, token_count: countTokens(textsOf(call)[index] ?? '') } }
  return {
    predictions: data.map((json, index) => ({ embeddings: { values: numbersOf(json), ...statisticsOf(index) } })),
    ...(usage === undefined ? {} : { metadata: { billableCharacterCount: billableCharacters(call) } }),
  }
}

/** Each text in the request. */
function textsOf({ messages }: Call): readonly string[] {
  return messages.map((sent) => textOf({ messages: [sent] }))
}

/** Spaces are not billed. */
function billableCharacters(call: Call): number {
  return textsOf(call).join('').replaceAll(/\s/g, '').length
}
