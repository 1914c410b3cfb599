import { retryHeaders, problemWriter, worded } from '../../kit.ts'
import type { Endpoint, Exchange, Problem, ProblemKind, ProblemTable } from '../../kit.ts'
import { batchEndpoints } from './batches/index.ts'
import { contentWithoutText, joined, toolCallsOf, usageOf } from './chat/body.ts'
import { chatDecoder } from './chat/decode.ts'
import type { ChatFlavor } from './chat/flavor.ts'
import { chatEndpoint, openaiChat } from './chat/index.ts'
import { looseChatRequest } from './chat/schema.ts'
import { completionsEndpoint } from './completions/index.ts'
import { embeddingsEndpoint } from './embeddings/index.ts'
import { fileEndpoints } from './files/index.ts'
import { limitHeaders } from './headers.ts'
import { errorBodyOf, openaiHost, type Host } from './host.ts'
import { openaiModels } from './models/body.ts'
import { modelsEndpoints } from './models/index.ts'
import { problemHeaders, wordings, type HostError, type OpenAIWording } from './problem.ts'
import type { OpenAIEndpointName, OpenAIQuirks, OpenAIWordedError } from './quirks.ts'
import { responsesEndpoint } from './responses/index.ts'
import type { StoragePlace } from './storage/endpoint.ts'

/** OpenAI's wording, or the host's own wording if it differs. Only OpenAI names the exhausted quota. */
function wordingsWith(own: OpenAIQuirks['problems'] = {}): ProblemTable<OpenAIWording> {
  const rows = Object.entries(wordings) as [ProblemKind, OpenAIWording][]
  return Object.fromEntries(
    rows.map(([kind, { causes, ...wording }]) => [kind, { ...wording, ...causes?.['unnamed-quota'], ...own[kind] }]),
  ) as ProblemTable<OpenAIWording>
}

/** The common parts of the endpoints of a host with these quirks. */
export function hostLike(quirks: OpenAIQuirks): Host {
  const { needsKey = true, headers = (requestId: string) => ({ 'x-request-id': requestId }), limitHeaders: showsLimits = true } = quirks
  const table = wordingsWith(quirks.problems)
  const wordedAs = (problem: Problem, exchange: Exchange): OpenAIWordedError => {
    const { status, message, type, code } = worded(table, problem, exchange)
    return { status, message, type, code: quirks.codeIsStatus === true ? (quirks.problems?.[problem.kind]?.code ?? status) : code }
  }
  const errorOf: Host['errorOf'] = (problem, exchange): HostError => {
    const { message, type, code } = wordedAs(problem, exchange)
    return { message, type, param: problem.parameter ?? null, code }
  }
  const errorBody: NonNullable<Host['errorBody']> = (problem, exchange) =>
    quirks.errorBody?.(wordedAs(problem, exchange), problem, exchange) ?? { error: errorOf(problem, exchange) }
  return {
    refusal: (request) => (needsKey && !request.headers.has('authorization') ? { kind: 'authentication' } : undefined),
    modelOf: () => undefined,
    requestId: quirks.requestId ?? openaiHost.requestId,
    headers: (exchange, requestId) => ({
      ...headers(requestId, exchange),
      ...(showsLimits ? limitHeaders(exchange.limits) : {}),
    }),
    errorOf,
    errorBody,
    httpError: problemWriter(table, {
      headers: showsLimits ? problemHeaders : (problem, { date }) => retryHeaders(problem, date),
      body: errorBody,
    }),
  }
}

/** Chat Completions of a host with these quirks: no field for refusals, and its own field for reasoning. */
function chatLike(
  host: Host,
  { reasoning, chat = {} }: OpenAIQuirks,
  { documentation, below }: { readonly documentation: string; readonly below: string },
): ChatFlavor {
  const { usageFields, ...ownChat } = chat
  const shown = (text: string | null): Readonly<Record<string, string>> =>
    reasoning === undefined || text === null ? {} : { [reasoning.field]: text }
  return {
    ...openaiChat,
    ...host,
    obfuscates: false,
    path: `${below}/chat/completions`,
    documentation,
    decode: chatDecoder(looseChatRequest, (body) => reasoning?.isShown(body) ?? false),
    envelope: (object, id, reply, { date }) => ({
      id,
      object,
      created: Math.floor(date / 1_000),
      model: reply.model,
      system_fingerprint: reply.fingerprint,
    }),
    message(parts) {
      const said = [joined(parts, 'text'), joined(parts, 'refusal')].filter((text) => text !== null)
      return {
        role: 'assistant',
        content: said.length === 0 ? contentWithoutText(parts) : said.join(''),
        ...shown(joined(parts, 'reasoning')),
        ...toolCallsOf(parts),
      }
    },
    firstDelta: () => ({ content: '' }),
    delta(text, part, index, exchange) {
      // These hosts have no field for refusals: a refusal is ordinary text.
      if (part.type === 'refusal') return { content: text }
      if (part.type === 'reasoning') return reasoning === undefined ? undefined : shown(text)
      return openaiChat.delta(text, part, index, exchange)
    },
    usage: (usage) => ({ ...usageOf(usage), ...usageFields?.(usage) }),
    streamError: (problem, exchange) => errorBodyOf(host, problem, exchange),
    ...ownChat,
  }
}

/**
 * The endpoints of a host with these quirks.
 * @param below the prefix of their paths, such as `/v1`, for a host with other endpoints next to them
 */
export function endpointsLike(quirks: OpenAIQuirks, below = ''): readonly Endpoint[] {
  const host = hostLike(quirks)
  const place: StoragePlace = { host, pattern: below, readable: below }
  const completionsOfChat = (documentation: string): Endpoint => chatEndpoint(chatLike(host, quirks, { documentation, below }))
  const made: Readonly<Record<OpenAIEndpointName, (documentation: string) => readonly Endpoint[]>> = {
    'chat.completions': (documentation) => [completionsOfChat(documentation)],
    responses: (documentation) => [responsesEndpoint(host, `${below}/responses`, documentation)],
    completions: (documentation) => [completionsEndpoint(host, { path: `${below}/completions`, documentation })],
    embeddings: (documentation) => [embeddingsEndpoint(host, `${below}/embeddings`, documentation)],
    models: (documentation) =>
      modelsEndpoints(host, { list: documentation, one: documentation }, { ...(quirks.models ?? { ids: openaiModels.ids }), below }),
    files: () => fileEndpoints(place),
    // Batches contain requests to Chat Completions.
    batches: (documentation) => batchEndpoints(place, { '/v1/chat/completions': completionsOfChat(documentation) }),
  }
  const names = Object.entries(quirks.endpoints) as [OpenAIEndpointName, string][]
  return names.flatMap(([name, documentation]) => made[name](documentation))
}
