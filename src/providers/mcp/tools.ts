import { toolInput, type Ask, type Call, type Endpoint, type OwnAnswer, type OwnAnswerContext, type Problem } from '../../kit.ts'
import { isObject, type RpcMessage } from './message.ts'
import { pageFields, pageProblem, pagesOf } from './pages.ts'
import { rpcEndpoint } from './rpc-endpoint.ts'
import { cacheFields } from './result.ts'
import type { Server } from './server.ts'
import type { ServedTool } from './tool.ts'

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
  return rpcEndpoint(server, {
    method: 'tools/call',
    check: (params) => inputProblem(server, params),
    ask: (params) => askOf(server, params),
    answer(call, context) {
      const tool = server.tools.get(call.model)
      return tool === undefined ? undefined : runTool(tool, call, context)
    },
    result: ({ texts, data }) => ({
      content: texts.map((text) => ({ type: 'text', text })),
      ...(data === undefined ? {} : { structuredContent: JSON.parse(data) as unknown }),
    }),
  })
}

function inputProblem(server: Server, { name, arguments: given = {} }: RpcMessage['params']): Problem | undefined {
  if (typeof name !== 'string' || !isObject(given)) return { kind: 'bad-request', status: 200, code: '-32602', message: 'Invalid params' }
  const tool = server.tools.get(name)
  if (tool === undefined) return { kind: 'not-found', about: 'tool', message: `Unknown tool: ${name}` }
  const read = tool.read(given)
  if ('value' in read) return undefined
  return { kind: 'unprocessable', about: 'tool', message: `Input validation error: Invalid arguments for tool ${name}: ${read.wrong}` }
}

function askOf(server: Server, { name, arguments: given = {} }: RpcMessage['params']): Partial<Ask> {
  const model = String(name)
  const schema = server.tools.get(model)?.output
  return {
    operation: 'call-tool',
    model,
    messages: [{ role: 'assistant', parts: [{ type: 'tool-call', id: '', name: model, arguments: JSON.stringify(given) }] }],
    output: schema === undefined ? undefined : { name: model, schema },
  }
}

/** Runs a tool. What it throws is its own failure, and then nothing has happened. */
async function runTool(tool: ServedTool, call: Call, { runs, remember }: OwnAnswerContext): Promise<OwnAnswer> {
  const [part] = call.messages[0]!.parts
  const given = part?.type === 'tool-call' ? toolInput(part.arguments) : {}
  const key = tool.keyOf(given)
  const effect = tool.isReadOnly ? undefined : { name: call.model, arguments: given, ...(key === undefined ? {} : { key }) }
  if (tool.run === undefined) {
    runs(effect)
    return undefined
  }
  try {
    const read = tool.read(given)
    const result: unknown = await tool.run('value' in read ? read.value : given, { attempt: call.attempt, remember })
    runs(effect)
    return { ...resultOf(result, tool), takes: tool.takes }
  } catch (error) {
    runs()
    return { problem: { kind: 'server-error', about: 'tool', message: error instanceof Error ? error.message : String(error) } }
  }
}

function resultOf(
  result: unknown,
  { output }: ServedTool,
): { readonly parts: readonly { readonly type: 'text' | 'data'; readonly text: string }[] } {
  if (result === undefined) return { parts: [] }
  if (typeof result === 'string') return { parts: [{ type: 'text', text: result }] }
  const text = JSON.stringify(result)
  return { parts: [...(output === undefined ? [] : [{ type: 'data' as const, text }]), { type: 'text', text }] }
}
