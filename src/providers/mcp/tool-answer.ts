import { toolInput, type Call, type OwnAnswer, type OwnAnswerContext, type Problem } from '../../kit.ts'
import { ProtocolError, ToolContent } from './tool-result.ts'
import type { ServedTool } from './tool.ts'

/** How a run of a tool ends. */
export type Ended = { readonly result: unknown } | { readonly error: unknown }

/** Waits for the end of a run. */
export async function ended(run: () => Promise<unknown>): Promise<Ended> {
  try {
    return { result: await run() }
  } catch (error) {
    return { error }
  }
}

/** Thrown if a client does not declare a capability that a tool needs. Since 2026-07-28 that is an error of the protocol. */
export class MissingCapability extends Error {
  readonly capability: string

  constructor(capability: string) {
    super(`Missing required client capability: ${capability}`)
    this.capability = capability
  }
}

/** The input of a tool from its call, and the answer made from its result. */
export class ToolReading {
  readonly tool: ServedTool
  readonly call: Call
  /** The side effect of the tool. */
  readonly effect: Parameters<OwnAnswerContext['runs']>[0]
  /** The input of its `run`. */
  readonly input: unknown
  readonly #runs: OwnAnswerContext['runs']

  constructor(tool: ServedTool, call: Call, { runs }: Pick<OwnAnswerContext, 'runs'>) {
    const part = call.messages[0]?.parts[0]
    const given = part?.type === 'tool-call' ? toolInput(part.arguments) : {}
    const key = tool.keyOf(given)
    const read = tool.read(given)
    this.tool = tool
    this.call = call
    this.effect = tool.isReadOnly ? undefined : { name: call.model, arguments: given, ...(key === undefined ? {} : { key }) }
    this.input = 'value' in read ? read.value : given
    this.#runs = runs
  }

  /** Notes that the tool has run, and returns its answer. */
  note(last: Ended): Exclude<OwnAnswer, undefined> {
    this.#runs('error' in last ? undefined : this.effect)
    if ('error' in last) return { problem: problemFor(last.error) }
    return { ...answerOf(last.result, this.tool), takes: this.tool.takes }
  }
}

function problemFor(error: unknown): Problem {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof MissingCapability) return { kind: 'bad-request', code: '-32021', message, parameter: error.capability }
  if (error instanceof ProtocolError) return { kind: 'server-error', status: 200, code: String(error.code), message }
  return { kind: 'server-error', about: 'tool', message }
}

/** The return value of a tool as an answer. */
function answerOf(result: unknown, { output }: ServedTool): Exclude<OwnAnswer, undefined | { readonly problem: unknown }> {
  if (result === undefined) return { parts: [] }
  if (typeof result === 'string') return { parts: [{ type: 'text', text: result }] }
  if (result instanceof ToolContent) {
    const texts = result.blocks.flatMap((block) => (block.type === 'text' ? [{ type: 'text' as const, text: block.text }] : []))
    return { parts: texts, attachments: result.blocks.filter(({ type }) => type !== 'text') }
  }
  const text = JSON.stringify(result)
  return { parts: [...(output === undefined ? [] : [{ type: 'data' as const, text }]), { type: 'text', text }] }
}

/** The members of a result. */
export function toolResult(texts: readonly string[], data: string | undefined, attachments: readonly object[] = []): object {
  return {
    content: [...texts.map((text) => ({ type: 'text', text })), ...attachments],
    ...(data === undefined ? {} : { structuredContent: JSON.parse(data) as unknown }),
  }
}

/** The members of the result of an answer, which can be a failure of the tool. */
export function wireResultOf(answer: Exclude<OwnAnswer, undefined>): object {
  if ('problem' in answer) return { content: [{ type: 'text', text: answer.problem.message }], isError: true }
  const texts = answer.parts.flatMap((part) => (part.type === 'text' ? [part.text] : []))
  return toolResult(texts, answer.parts.find((part) => part.type === 'data')?.text, answer.attachments)
}
