import {
  canonicalJson,
  digest,
  toolInput,
  type Call,
  type Endpoint,
  type ListedTool,
  type OwnAnswer,
  type OwnAnswerContext,
  type ProviderStore,
  type ReplyPart,
  type ServerReply,
} from '../../../kit.ts'
import { isObject, messageOf } from '../message.ts'
import { rpcEndpoint, type Said } from '../rpc-endpoint.ts'
import type { Server } from '../server.ts'
import { askOf } from '../tools.ts'
import { cursorOf, pageOfCursor, withoutOwnCursor } from './cursors.ts'
import { clientMessage, forward, type ReadReply } from './forward.ts'
import { responseOf } from './genuine.ts'
import { linkOf } from './link.ts'

type Members = Readonly<Record<string, unknown>>

const owner = {}

/** The tools that a real server has listed, by their names. */
function knownTools(store: ProviderStore): Map<string, ListedTool> {
  return store.keep(owner, () => new Map<string, ListedTool>())
}

/** The longest text of a result that faults look into. A longer result passes as it is. */
const longest = 1_000_000

/** The list of the tools of a real server. */
export function forwardedList(server: Server): Endpoint {
  return rpcEndpoint(server, {
    method: 'tools/list',
    ask: () => ({ operation: 'list-tools' }),
    answer(call, context) {
      const { request, store } = context
      const message = clientMessage(request, withoutOwnCursor(request))
      const page = pageOfCursor(messageOf(request).params['cursor'], store)
      return forward(linkOf(server, context), message, call, (reply) => listIn(reply, page, store))
    },
    response: responseOf,
  })
}

function listIn(reply: ServerReply, page: number, store: ProviderStore): ReturnType<ReadReply> {
  const result = resultOf(reply)
  const tools = (Array.isArray(result['tools']) ? result['tools'] : []).filter(isTool)
  for (const tool of tools) knownTools(store).set(tool.name, tool)
  const { nextCursor: cursor, ...members } = result
  const toolList = { tools, page, ...(typeof cursor === 'string' ? { next: pageOfCursor(cursor, store) } : {}) }
  return {
    answer: { parts: [], ...(Array.isArray(result['tools']) ? { toolList } : {}) },
    changed({ reply: { toolList: given } }) {
      if (given === undefined || given === toolList) return undefined
      return { ...members, tools: given.tools, ...(given.next === undefined ? {} : { nextCursor: cursorOf(given.next, store) }) }
    },
  }
}

function isTool(value: unknown): value is ListedTool {
  return isObject(value) && typeof value['name'] === 'string'
}

/** A call of a tool of a real server. */
export function forwardedCall(server: Server): Endpoint {
  return rpcEndpoint(server, {
    method: 'tools/call',
    ask: (params) => askOf(server.tools, params),
    answer: (call, context) => callTool(server, call, context),
    response: responseOf,
  })
}

/** The tool runs once the server has got the request. It has its effect unless the server reports a failure. */
async function callTool(server: Server, call: Call, context: OwnAnswerContext): Promise<OwnAnswer> {
  const link = linkOf(server, context)
  const message = clientMessage(context.request)
  if (!link.isGone) context.runs()
  return await forward(link, message, call, (reply) => {
    const result = resultOf(reply)
    if (reply.message['error'] === undefined && result['isError'] !== true) context.runs(effectOf(call, context.store))
    return resultIn(reply, result)
  })
}

function effectOf(call: Call, store: ProviderStore): Parameters<OwnAnswerContext['runs']>[0] {
  const hints = knownTools(store).get(call.model)?.['annotations']
  const { readOnlyHint, idempotentHint } = isObject(hints) ? hints : {}
  if (readOnlyHint === true) return undefined
  const [part] = call.messages[0]!.parts
  const given = part?.type === 'tool-call' ? toolInput(part.arguments) : {}
  const sent = given['idempotencyKey'] ?? given['idempotency_key']
  const key = typeof sent === 'string' ? sent : idempotentHint === true ? digest(canonicalJson(given)) : undefined
  return { name: call.model, arguments: given, ...(key === undefined ? {} : { key }) }
}

/** The result of a tool: faults change its texts and its structured content. */
function resultIn({ text }: ServerReply, result: Members): ReturnType<ReadReply> {
  const content = (Array.isArray(result['content']) ? result['content'] : []).filter(isObject)
  if (text.length > longest) return { answer: { parts: [] }, changed: () => undefined }
  const texts = content.filter(isText).map((block) => block.text)
  const data = result['structuredContent'] === undefined ? undefined : JSON.stringify(result['structuredContent'])
  const attachments = content.filter((block) => !isText(block))
  const parts: readonly ReplyPart[] = [
    ...(data === undefined ? [] : [{ type: 'data' as const, text: data }]),
    ...texts.map((each) => ({ type: 'text' as const, text: each })),
  ]
  return {
    answer: { parts, attachments },
    changed(said) {
      const isSame = said.data === data && said.reply.attachments === attachments && isEqual(said.texts, texts)
      return isSame ? undefined : changedResult(result, content, said)
    },
  }
}

/** The same result with other texts: each in the block of the one before, and more at the end. */
function changedResult(result: Members, content: readonly Members[], { texts, data, reply: { attachments = [] } }: Said): Members {
  const left = [...texts]
  const others = [...attachments]
  const blocks = content.flatMap((block) => {
    if (!isText(block)) return others.splice(0, 1)
    const text = left.shift()
    return text === undefined ? [] : [{ ...block, text }]
  })
  const { structuredContent: _data, ...members } = result
  return {
    ...members,
    content: [...blocks, ...others, ...left.map((text) => ({ type: 'text', text }))],
    ...(data === undefined ? {} : { structuredContent: JSON.parse(data) as unknown }),
  }
}

function isText(block: Members): block is Members & { readonly text: string } {
  return block['type'] === 'text' && typeof block['text'] === 'string'
}

function isEqual(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((text, index) => text === others[index])
}

function resultOf({ message: { result } }: ServerReply): Members {
  return isObject(result) ? result : {}
}
