import { facts } from '../../providers/facts.ts'
import type { JournalCall } from '../../engine/model/journal.ts'
import { valueInWords } from '../../property/text/injection-in-words.ts'
import type { CallData } from '../data/call-data.ts'

/** The most characters of one text. An answer can have a hundred thousand tokens. */
const longest = 20_000

/** Converts the calls of one run to data. */
export function callsData(calls: readonly JournalCall[]): CallData[] {
  const asked = new Map<string, number>()
  return calls.map((call) => {
    const attempt = (asked.get(call.key) ?? 0) + 1
    asked.set(call.key, attempt)
    return callData(call, attempt)
  })
}

/** @param attempt how often the same request was sent in this run so far, this call included */
function callData(call: JournalCall, attempt: number): CallData {
  const { provider, firstByteAt, endedAt, status, ending, problem, truth, usage } = call
  return {
    provider,
    owner: ownerOf(provider),
    endpoint: call.endpoint,
    model: call.model,
    stream: call.stream,
    attempt,
    startedAt: call.startedAt,
    ...(firstByteAt === undefined ? {} : { firstByteAt }),
    deltas: call.deltaTimes ?? [],
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(status === undefined ? {} : { status }),
    ...(ending === undefined ? {} : { ending }),
    ...(problem === undefined ? {} : { problem }),
    fired: call.fired.map(({ fault, parameters, at }) => ({ fault, parameters: plain(parameters), at })),
    asked: clipped(askedOf(call)),
    ...(truth === undefined ? {} : { expected: clipped(truth) }),
    received: clipped(call.received),
    ...(usage === undefined ? {} : { usage: { inputTokens: usage.inputTokens, outputTokens: usage.outputTokens } }),
  }
}

/** A text, shortened for a file. */
export function clipped(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}… (${text.length - longest} more characters)`
}

/** The name of a provider as the provider spells it: `OpenAI`. */
export function ownerOf(provider: string): string {
  return Object.entries(facts).find(([name]) => name === provider)?.[1].owner ?? provider
}

/** Converts parameters to JSON data. */
function plain(parameters: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, typeof value === 'object' && value !== null ? valueInWords(value) : value]),
  )
}

/** The last message of a request. */
function askedOf({ call: { messages } }: JournalCall): string {
  const parts = messages.at(-1)?.parts ?? []
  return parts
    .map((part) => ('text' in part ? part.text : 'arguments' in part ? `${part.name}(${part.arguments})` : `[${part.type}]`))
    .join('\n')
}
