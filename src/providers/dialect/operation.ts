import type { Ask, Operation } from '../../engine/model/call.ts'

/** An ask for something other than an answer in words, about some texts or none. */
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
