import type { Ask, Operation } from '../../engine/model/call.ts'

/** The most numbers of a vector that any provider gives, or is asked for here: a request must not size what it takes to answer it. */
export const mostDimensions = 8_192

/** Makes what the app asks if it is not a generated answer: vectors, moderation, a token count, or the list of models. */
export function operationOn(
  operation: Operation,
  { model, texts, dimensions }: { readonly model: string; readonly texts: readonly string[]; readonly dimensions?: number | undefined },
): Ask {
  return {
    operation,
    model,
    messages: texts.map((text) => ({ role: 'user', parts: [{ type: 'text', text }] })),
    ...(dimensions === undefined ? {} : { dimensions }),
    tools: [],
    toolChoice: 'none',
    parallelToolCalls: false,
    output: undefined,
    stream: false,
    reasoning: false,
    maxTokens: undefined,
    streamUsage: false,
  }
}
