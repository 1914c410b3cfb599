import type { Ask, Call, Endpoint, Exchange, FrameItem, Problem } from '../../kit.ts'
import { isObject, type RpcMessage } from './message.ts'
import { pageFields, pageProblem, pagesOf } from './pages.ts'
import { rpcEndpoint } from './rpc-endpoint.ts'
import { cacheFields } from './result.ts'
import { readState, runTool, toolResult } from './run-tool.ts'
import type { Server } from './server.ts'
import { whileOpen } from './open-calls.ts'
import { speakingRunOf } from './speaking-run.ts'

/** https://modelcontextprotocol.io/specification/2026-07-28/server/tools#listing-tools */
export function listTools(server: Server): Endpoint {
  const pages = pagesOf(
    [...server.tools.values()].map(({ listed }) => listed),
    server,
  )
  return rpcEndpoint(server, {
    method: 'tools/list',
    check: ({ cursor }) => pageProblem(cursor, pages),
    ask: () => ({ operation: 'list-tools' }),
    answer(call) {
      const page = pageAsked(call)
      return { parts: [], toolList: { tools: pages[page] ?? [], page, ...(page + 1 < pages.length ? { next: page + 1 } : {}) } }
    },
    result: ({ reply: { toolList } }, { request }) => ({
      tools: toolList?.tools ?? [],
      ...pageFields(toolList?.next),
      ...cacheFields(request),
    }),
  })
}

/** The page that a call asks for, from 0. */
function pageAsked({ messages }: Call): number {
  const [part] = messages[0]?.parts ?? []
  const [, page = '0'] = (part?.type === 'text' && /"page-(\d+)"/.exec(part.text)) || []
  return Number(page)
}

/** https://modelcontextprotocol.io/specification/2026-07-28/server/tools#calling-tools */
export function callTool(server: Server): Endpoint {
  const endpoint = rpcEndpoint(server, {
    method: 'tools/call',
    check: (params) => inputProblem(server, params),
    ask: (params) => askOf(server, params),
    answer(call, context) {
      const tool = server.tools.get(call.model)
      return tool === undefined ? undefined : runTool(server, tool, call, context)
    },
    result: ({ reply, texts, data }, { call }) => speakingRunOf(call)?.result ?? toolResult(texts, data, reply.attachments),
  })
  return { ...endpoint, encode: (beats, exchange) => whileOpen(withMessages(endpoint.encode(beats, exchange), exchange), exchange) }
}

/** What a tool sends while it runs comes after the head. One body holds the result alone. */
function* withMessages(items: Iterable<FrameItem>, { call }: Exchange): Generator<FrameItem, void, undefined> {
  const run = speakingRunOf(call)
  if (run !== undefined && !call.stream) for (const item of run.items()) if (item.type === 'wait') yield item
  for (const item of items) {
    yield item
    if (item.type === 'head' && item.problem === undefined && call.stream && run !== undefined) yield* run.items()
  }
}

function inputProblem(server: Server, { name, arguments: given = {}, requestState }: RpcMessage['params']): Problem | undefined {
  if (typeof requestState === 'string' && readState(requestState) === undefined)
    return { kind: 'bad-request', status: 400, code: '-32602', message: 'Invalid requestState' }
  if (typeof name !== 'string' || !isObject(given)) return { kind: 'bad-request', status: 200, code: '-32602', message: 'Invalid params' }
  const tool = server.tools.get(name)
  if (tool === undefined) return { kind: 'not-found', about: 'tool', message: `Unknown tool: ${name}` }
  const read = tool.read(given)
  if ('value' in read) return undefined
  return { kind: 'unprocessable', about: 'tool', message: `Input validation error: Invalid arguments for tool ${name}: ${read.wrong}` }
}

/** What a call of a tool asks for. */
export function askOf(server: Server, { name, arguments: given = {} }: RpcMessage['params']): Partial<Ask> {
  const model = String(name)
  const schema = server.tools.get(model)?.output
  return {
    operation: 'call-tool',
    model,
    messages: [{ role: 'assistant', parts: [{ type: 'tool-call', id: '', name: model, arguments: JSON.stringify(given) }] }],
    output: schema === undefined ? undefined : { name: model, schema },
  }
}
