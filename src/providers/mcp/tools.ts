import type { Ask, Call, Endpoint, Exchange, ListedTool, Problem, ProviderStore, Reply, WireRequest } from '../../kit.ts'
import { isObject, type RpcMessage } from './message.ts'
import { offeredIn, type Offered } from './offered.ts'
import { pageFields, pageProblem, pagesOf } from './pages.ts'
import { parameterProblem } from './parameter-headers.ts'
import { rpcEndpoint } from './rpc-endpoint.ts'
import { cacheFields } from './result.ts'
import { readState, runTool } from './run-tool.ts'
import { isModern, type Server } from './server.ts'
import { whileOpen } from './open-calls.ts'
import { speakingRunOf } from './speaking-run.ts'
import { knowsTasks, taskProblem } from './tasks/support.ts'
import { taskOf } from './tasks/task.ts'
import { toolResult } from './tool-answer.ts'
import type { ServedTool } from './tool.ts'

/** https://modelcontextprotocol.io/specification/2026-07-28/server/tools#listing-tools */
export function listTools(server: Server): Endpoint {
  const pagesIn = (request: WireRequest, store: ProviderStore): readonly (readonly ListedTool[])[] =>
    pagesOf(
      [...offeredIn(server, store).tools.values()].map((tool) => listedIn(tool, request)),
      server,
    )
  return rpcEndpoint(server, {
    method: 'tools/list',
    check: ({ cursor }, { request, store }) => pageProblem(cursor, pagesIn(request, store)),
    ask: () => ({ operation: 'list-tools' }),
    answer(call, { request, store }) {
      const page = pageAsked(call)
      const pages = pagesIn(request, store)
      return { parts: [], toolList: { tools: pages[page] ?? [], page, ...(page + 1 < pages.length ? { next: page + 1 } : {}) } }
    },
    result: ({ reply: { toolList } }, { request }) => ({
      tools: toolList?.tools ?? [],
      ...pageFields(toolList?.next),
      ...cacheFields(server, request),
    }),
  })
}

/** Since 2026-07-28 a list does not contain which tools run as tasks. */
function listedIn({ listed, task }: ServedTool, request: WireRequest): ListedTool {
  return task === undefined || isModern(request) || !knowsTasks(request) ? listed : { ...listed, execution: { taskSupport: task.support } }
}

/** The number of the requested page, from 0. */
function pageAsked({ messages }: Call): number {
  const [part] = messages[0]?.parts ?? []
  const [, page = '0'] = (part?.type === 'text' && /"page-(\d+)"/.exec(part.text)) || []
  return Number(page)
}

/** https://modelcontextprotocol.io/specification/2026-07-28/server/tools#calling-tools */
export function callTool(server: Server): Endpoint {
  const endpoint = rpcEndpoint(server, {
    method: 'tools/call',
    check: (params, { request, store }) => inputProblem(offeredIn(server, store).tools, params, request),
    ask: (params, store) => askOf(offeredIn(server, store).tools, params),
    answer(call, context) {
      const tool = offeredIn(server, context.store).tools.get(call.model)
      return tool === undefined ? undefined : runTool(server, tool, call, context)
    },
    before: ({ call }) => speakingRunOf(call)?.items() ?? [],
    result: ({ reply, texts, data }, exchange) =>
      taskResult(reply, exchange) ?? speakingRunOf(exchange.call)?.result ?? toolResult(texts, data, reply.attachments),
  })
  return { ...endpoint, encode: (beats, exchange) => whileOpen(endpoint.encode(beats, exchange), exchange) }
}

/** The handle of a task, if the call has started one. */
function taskResult({ task: started }: Reply, { call, request }: Exchange): object | undefined {
  const task = taskOf(call)
  if (started?.ends === false) task?.stall()
  if (task === undefined) return undefined
  return isModern(request) ? { resultType: 'task', ...task.fields(true) } : { task: task.fields(false) }
}

function inputProblem(
  tools: Offered['tools'],
  { name, arguments: given = {}, requestState }: RpcMessage['params'],
  request: WireRequest,
): Problem | undefined {
  if (typeof requestState === 'string' && readState(requestState) === undefined)
    return { kind: 'bad-request', status: 400, code: '-32602', message: 'Invalid requestState' }
  if (typeof name !== 'string' || !isObject(given)) return { kind: 'bad-request', status: 200, code: '-32602', message: 'Invalid params' }
  const tool = tools.get(name)
  if (tool === undefined) return { kind: 'not-found', about: 'tool', message: `Unknown tool: ${name}` }
  const refused = parameterProblem(tool, given, request) ?? taskProblem(tool, request)
  if (refused !== undefined) return refused
  const read = tool.read(given)
  if ('value' in read) return undefined
  return { kind: 'unprocessable', about: 'tool', message: `Input validation error: Invalid arguments for tool ${name}: ${read.wrong}` }
}

/** The decoded request of a tool call. */
export function askOf(tools: Offered['tools'], { name, arguments: given = {} }: RpcMessage['params']): Partial<Ask> {
  const model = String(name)
  const schema = tools.get(model)?.output
  return {
    operation: 'call-tool',
    model,
    messages: [{ role: 'assistant', parts: [{ type: 'tool-call', id: '', name: model, arguments: JSON.stringify(given) }] }],
    output: schema === undefined ? undefined : { name: model, schema },
  }
}
