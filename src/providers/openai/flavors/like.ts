import { retryHeaders, type Problem, type ProblemKind, type Exchange } from '../../../kit.ts'
import { joined, toolCallsOf } from '../chat/body.ts'
import { openaiChat } from '../chat/openai-chat.ts'
import type { ChatFlavor } from '../chat/flavor.ts'
import { openaiHost } from '../openai-host.ts'
import type { Host, HostError } from '../host.ts'
import { httpError as openaiHttpError } from '../problem.ts'

/** What a host says of a kind of failure, where it is not what OpenAI says. */
export interface HostWording {
  readonly status?: number
  readonly type?: string
  readonly code?: string | number | null
  message?(exchange: Exchange, problem: Problem): string
}

/** How a host that speaks OpenAI's dialect words its failures, and what it tells in its headers. */
export interface HostManner extends Partial<Pick<Host, 'refusal' | 'requestId' | 'headers'>> {
  readonly wordings: Readonly<Partial<Record<ProblemKind, HostWording>>>
  /** The code of an error for which no wording has one; OpenAI's where it is left out. */
  codeOf?(status: number): number
  /** Whether the headers of an error say what the limits have left. */
  readonly tellsLimits: boolean
}

/** A host that words what it does not say in its own way as OpenAI does. */
export function hostLike({ wordings, codeOf, tellsLimits, ...rest }: HostManner): Host {
  const statusOf = (problem: Problem, exchange: Exchange): number =>
    problem.status ?? wordings[problem.kind]?.status ?? openaiHttpError(problem, exchange).status
  const errorOf = (problem: Problem, exchange: Exchange): HostError => {
    const error = openaiHost.errorOf(problem, exchange)
    const { type = error.type, code = codeOf?.(statusOf(problem, exchange)) ?? error.code, message } = wordings[problem.kind] ?? {}
    return {
      ...error,
      ...(type === undefined ? {} : { type }),
      code,
      message: problem.message ?? message?.(exchange, problem) ?? error.message,
    }
  }
  return {
    ...openaiHost,
    ...rest,
    errorOf,
    httpError: (problem, exchange) => ({
      status: statusOf(problem, exchange),
      headers: tellsLimits ? openaiHttpError(problem, exchange).headers : retryHeaders(problem, exchange.date),
      body: { error: errorOf(problem, exchange) },
    }),
  }
}

/** Chat Completions of a host that shows the model's reasoning, in a field that each host calls as it likes. */
export function chatShowingReasoning(host: Host, field: 'reasoning' | 'reasoning_content'): ChatFlavor {
  return {
    ...openaiChat,
    ...host,
    envelope: (object, id, reply, { date }) => ({
      id,
      object,
      created: Math.floor(date / 1_000),
      model: reply.model,
      system_fingerprint: reply.fingerprint,
    }),
    message(parts) {
      const reasoning = joined(parts, 'reasoning')
      const said = [joined(parts, 'text'), joined(parts, 'refusal')].filter((text) => text !== null)
      return {
        role: 'assistant',
        content: said.length === 0 ? null : said.join(''),
        ...(reasoning === null ? {} : { [field]: reasoning }),
        ...toolCallsOf(parts),
      }
    },
    firstDelta: () => ({ content: '' }),
    delta(text, part, index, exchange) {
      // These hosts have no field for refusals: what refuses is said as any text.
      if (part.type === 'refusal') return { content: text }
      return part.type === 'reasoning' ? { [field]: text } : openaiChat.delta(text, part, index, exchange)
    },
    streamError: (problem, exchange) => ({ error: host.errorOf(problem, exchange) }),
  }
}
