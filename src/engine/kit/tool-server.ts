import type { Ask, MessagePart, Operation } from '../model/call.ts'

const operations: ReadonlySet<Operation | undefined> = new Set<Operation>(['call-tool', 'list-tools', 'access-server'])

/** Returns whether a call went to a tool server, and not to a model. */
export function isOfToolServer({ operation }: Pick<Ask, 'operation'>): boolean {
  return operations.has(operation)
}

/**
 * Returns the tool that a tool server is asked to run, with its arguments as JSON. `undefined` for any other call.
 * @example
 * chaos.inject(overloaded().when((call) => calledTool(call)?.name === 'order'))
 */
export function calledTool({
  operation,
  messages,
}: Pick<Ask, 'operation' | 'messages'>): Extract<MessagePart, { readonly type: 'tool-call' }> | undefined {
  return operation === 'call-tool' ? messages.flatMap(({ parts }) => parts).find((part) => part.type === 'tool-call') : undefined
}
