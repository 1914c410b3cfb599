import { RecentMap, jsonObjectOf, toolInput } from '../../../kit.ts'
import type { Exchange, Problem, ProviderStore, Reply, SpokenPart, WireRequest } from '../../../kit.ts'
import type { Ids } from '../ids.ts'
import type { WireMessage } from './content-schema.ts'
import type { MessagesRequest } from './schema.ts'

/** The beta header of message threads (as the SDK sends it, @anthropic-ai/sdk 1.2.0, lib/internal/threads/ThreadState.ts). */
const beta = 'message-threads-2026-08-12'

/** The state of a thread that the provider keeps under a reply's ID. */
interface ThreadState {
  readonly messages: readonly WireMessage[]
  readonly system: MessagesRequest['system']
  readonly tools: MessagesRequest['tools']
  /** Whether a later reply continued from this one. Each can be continued once. */
  isContinued: boolean
}

const owner = {}

function threadsIn(store: ProviderStore): Map<string, ThreadState> {
  return store.keep(owner, () => new RecentMap<string, ThreadState>())
}

/** Fields that a thread does not support (the SDK's `ThreadUnsupportedFeatureName`). */
const unsupported = ['cache_control', 'context_management', 'fallbacks', 'thinking'] as const

/** Fields that a thread keeps from the request that created it, so later ones must not send them. */
const createOnly = ['system', 'tools'] as const

/** The codes are those of the SDK's error classes, and the messages follow their descriptions. */
function refuse(code: string, message: string): Problem {
  return { kind: code === 'thread_not_found' ? 'not-found' : 'bad-request', code, message }
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ')
}

/** Returns the complete conversation of a request, or the API's error. Without a `thread` that is the request itself. */
export function inThread(body: MessagesRequest, { headers }: WireRequest, store: ProviderStore): MessagesRequest | Problem {
  const { thread } = body
  if (thread == null) return body
  if (headers.get('anthropic-beta')?.includes(beta) !== true)
    return { kind: 'bad-request', message: 'thread: Extra inputs are not permitted' }
  const refused = unsupported.filter((name) => body[name] != null)
  if (refused.length > 0) return refuse('thread_unsupported_request', `thread: Threads do not support ${listed(refused)}.`)
  if (thread.type === 'create') return body
  const { previous_message_id: id } = thread
  const state = threadsIn(store).get(id)
  if (state === undefined) return refuse('thread_not_found', `thread: No usable Thread state was found for \`previous_message_id\` ${id}.`)
  if (state.isContinued)
    return refuse(
      'thread_already_continued',
      `thread: The response ${id} has already been continued. Each response can be continued only once.`,
    )
  const repeated = createOnly.filter((name) => body[name] !== undefined)
  if (repeated.length > 0)
    return refuse(
      'thread_fingerprint_mismatch',
      `thread: ${listed(repeated)} must stay as stored with the Thread, and cannot be sent again.`,
    )
  const { system, tools } = state
  return {
    ...body,
    messages: [...state.messages, ...body.messages],
    ...(system === undefined ? {} : { system }),
    ...(tools === undefined ? {} : { tools }),
  }
}

/** Stores a reply in its thread once the reply is complete. */
export function keepThread({ request, store }: Exchange, { message }: Ids, reply: Reply): void {
  if (!request.text.includes('"thread"')) return
  const body = jsonObjectOf(request.text) as MessagesRequest | undefined
  if (body?.thread == null) return
  const whole = inThread(body, request, store)
  if ('kind' in whole) return
  const threads = threadsIn(store)
  if (body.thread.type === 'continue') threads.get(body.thread.previous_message_id)!.isContinued = true
  const said: WireMessage = { role: 'assistant', content: (reply.parts as readonly SpokenPart[]).flatMap(blockOf) }
  threads.set(message, { messages: [...whole.messages, said], system: whole.system, tools: whole.tools, isContinued: false })
}

/** A part of a reply, in the form in which a later request would send it. Threads contain no reasoning: `thinking` is rejected. */
function blockOf(part: SpokenPart): Exclude<WireMessage['content'], string> {
  switch (part.type) {
    case 'text':
    case 'refusal':
      return [{ type: 'text', text: part.text }]
    case 'reasoning':
      return []
    case 'tool-call':
      return [{ type: 'tool_use', id: part.id, name: part.name, input: toolInput(part.arguments) }]
  }
}
