import type { Ask, MessagePart, Operation } from '../model/call.ts'
import type { ListedTool, Reply, ToolList } from '../model/reply.ts'

const operations: ReadonlySet<Operation | undefined> = new Set<Operation>([
  'call-tool',
  'list-tools',
  'access-server',
  'start-server',
  'stop-server',
])

/** Returns whether a call went to a tool server, and not to a model or to an HTTP API. */
export function isOfToolServer({ operation }: Pick<Ask, 'operation'>): boolean {
  return operations.has(operation)
}

/** Returns whether a call runs a tool: on a tool server, or through a route of an HTTP API. */
export function runsTool({ operation }: Pick<Ask, 'operation'>): boolean {
  return operation === 'call-tool' || operation === 'call-route'
}

/** Returns whether a call went to a tool server or to an HTTP API, and not to a model. */
export function isOfTool(call: Pick<Ask, 'operation'>): boolean {
  return isOfToolServer(call) || call.operation === 'call-route'
}

/**
 * Returns the tool that a call to a tool server or an HTTP API runs, with its arguments as JSON. `undefined` for any other call.
 * @example
 * chaos.inject(overloaded().when((call) => calledTool(call)?.name === 'order'))
 */
export function calledTool(call: Pick<Ask, 'operation' | 'messages'>): Extract<MessagePart, { readonly type: 'tool-call' }> | undefined {
  return runsTool(call) ? call.messages.flatMap(({ parts }) => parts).find((part) => part.type === 'tool-call') : undefined
}

/**
 * Returns a reply with a changed list of tools; the same reply if it has no list.
 * @example
 * const firstOnly = (reply: Reply) => withToolList(reply, (list) => ({ ...list, tools: list.tools.slice(0, 1) }))
 */
export function withToolList(reply: Reply, change: (list: ToolList) => ToolList): Reply {
  const { toolList } = reply
  const changed = toolList === undefined ? undefined : change(toolList)
  return changed === undefined || changed === toolList ? reply : { ...reply, toolList: changed }
}

/**
 * Returns a reply with one tool of its list changed.
 * @param name the tool to change. Default: the first one in the list
 */
export function withTool(reply: Reply, name: string | undefined, change: (tool: ListedTool) => ListedTool): Reply {
  return withToolList(reply, (list) => {
    const changed = name ?? list.tools[0]?.name
    const isListed = list.tools.some((tool) => tool.name === changed)
    return isListed ? { ...list, tools: list.tools.map((tool) => (tool.name === changed ? change(tool) : tool)) } : list
  })
}
