import type { Ask, Operation } from '../../engine/model/call.ts'

/** The most dimensions that any provider returns. Requests are limited to it, so that none can cause unbounded work. */
export const mostDimensions = 8_192

/** Creates a request for something other than a generated answer: vectors, moderation, a token count, or the list of models. */
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
