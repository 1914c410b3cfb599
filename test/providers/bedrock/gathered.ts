import type { ContentBlock, ConverseStreamOutput, StopReason, TokenUsage } from '@aws-sdk/client-bedrock-runtime'

/** What a client has of a reply in the end. */
export interface Gathered {
  readonly blocks: readonly unknown[]
  readonly stopReason: StopReason | undefined
  readonly usage: TokenUsage | undefined
}

interface OpenBlock {
  text?: string
  thought?: string
  signature?: string
  call?: { readonly id: string | undefined; readonly name: string | undefined; input: string }
}

/** Numbers that JavaScript does not hold exactly, the SDK reads as a `bigint` or as a text with a type. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  if (Object.getPrototypeOf(value) !== Object.prototype) return Number((value as { string: string }).string)
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]))
}

/** A block in the form that is compared: its kind, and what it holds. */
export function blockOf({ text, toolUse, reasoningContent }: ContentBlock): unknown {
  if (toolUse !== undefined) return ['call', toolUse.toolUseId, toolUse.name, plain(toolUse.input)]
  if (reasoningContent !== undefined) return ['thought', reasoningContent.reasoningText?.text, reasoningContent.reasoningText?.signature]
  return ['text', text]
}

function closed({ text, thought, signature, call }: OpenBlock): unknown {
  if (call !== undefined) return ['call', call.id, call.name, JSON.parse(call.input) as unknown]
  if (signature !== undefined) return ['thought', thought ?? '', signature]
  return ['text', text]
}

/** Puts the events of a stream together, as the SDK leaves it to the app. */
export async function gather(events: AsyncIterable<ConverseStreamOutput>): Promise<Gathered> {
  const open = new Map<number, OpenBlock>()
  const blocks: unknown[] = []
  let stopReason: StopReason | undefined
  let usage: TokenUsage | undefined
  for await (const { contentBlockStart: start, contentBlockDelta: piece, contentBlockStop: stop, messageStop, metadata } of events) {
    if (start !== undefined)
      open.set(start.contentBlockIndex!, { call: { id: start.start?.toolUse?.toolUseId, name: start.start?.toolUse?.name, input: '' } })
    if (piece !== undefined) {
      const block = open.get(piece.contentBlockIndex!) ?? {}
      open.set(piece.contentBlockIndex!, block)
      const { text, toolUse, reasoningContent } = piece.delta!
      if (text !== undefined) block.text = (block.text ?? '') + text
      if (toolUse !== undefined) block.call!.input += toolUse.input
      if (reasoningContent?.text !== undefined) block.thought = (block.thought ?? '') + reasoningContent.text
      if (reasoningContent?.signature !== undefined) block.signature = reasoningContent.signature
    }
    if (stop !== undefined) blocks[stop.contentBlockIndex!] = closed(open.get(stop.contentBlockIndex!)!)
    stopReason ??= messageStop?.stopReason
    usage ??= metadata?.usage
  }
  return { blocks, stopReason, usage }
}
