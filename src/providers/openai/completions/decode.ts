import { decodeRequest, textPart, type Ask, type Decoded, type Problem, type WireRequest } from '../../../kit.ts'
import { readingAt } from '../decode.ts'
import type { Host } from '../host.ts'
import { notEmulated } from '../not-emulated.ts'
import { completionsRequest, type CompletionsRequest } from './schema.ts'

/** The prompts of a request, each as a text. Tokens become their numbers, since brownout has no tokenizer. */
function promptsOf({ prompt }: CompletionsRequest): readonly string[] {
  if (typeof prompt === 'string') return [prompt]
  if (prompt.every((item) => typeof item === 'number')) return [prompt.join(' ')]
  return prompt.map((item) => (typeof item === 'string' ? item : (item as readonly number[]).join(' ')))
}

function unsupported(body: CompletionsRequest): Problem | undefined {
  if (promptsOf(body).length > 1) return notEmulated('prompt', 'a list of several')
  if (body.n != null && body.n > 1) return notEmulated('n', String(body.n))
  if (body.best_of != null && body.best_of > 1) return notEmulated('best_of', String(body.best_of))
  if (body.logprobs != null) return notEmulated('logprobs')
  return body.echo === true ? notEmulated('echo') : undefined
}

function askOf(body: CompletionsRequest): Ask {
  const { model, suffix, max_tokens: maxTokens, stop, stream } = body
  const after = suffix ? [textPart(suffix)] : []
  return {
    model,
    messages: [{ role: 'user', parts: [...promptsOf(body).map(textPart), ...after] }],
    tools: [],
    toolChoice: 'none',
    parallelToolCalls: false,
    output: undefined,
    stream: stream === true,
    reasoning: false,
    maxTokens: maxTokens ?? undefined,
    stopSequences: [stop ?? []].flat(),
    streamUsage: body.stream_options?.include_usage === true,
  }
}

/**
 * Decodes a request for a completion.
 * @param isChatModel whether the host has a model for chat only
 */
export function decodeCompletions(request: WireRequest, host: Host, isChatModel: (model: string) => boolean): Decoded {
  return decodeRequest(request, {
    ...readingAt(host, request),
    schema: completionsRequest,
    check: (body) => (isChatModel(body.model) ? chatOnly : unsupported(body)),
    ask: askOf,
  })
}

/** As quoted by users: community.openai.com/t/429140. */
const chatOnly: Problem = {
  kind: 'not-found',
  message: 'This is a chat model and not supported in the v1/completions endpoint. Did you mean to use v1/chat/completions?',
  parameter: 'model',
  code: null,
}
