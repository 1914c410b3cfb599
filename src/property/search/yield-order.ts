import type { FaultDefinition } from '../../engine/model/fault.ts'
import type { Property } from '../verdict/define-property.ts'

/** What breaks many clients, most of them first; seen in the issue trackers of their SDKs and frameworks. */
const breaksMany: readonly string[] = [
  'truncated-stream',
  'missing-terminal-marker',
  'html-error',
  'empty-body',
  'connection-reset',
  'stalled-stream',
  'bad-tool-arguments',
  'empty-reply',
  'malformed-event',
  'mid-stream-error',
  'quota-exhausted',
  'rate-limited',
  'misleading-retry-after',
  'overloaded',
  'invalid-structured-output',
  'server-error',
]

/** What most clients cope with. */
const breaksFew: ReadonlySet<string> = new Set([
  'split-bytes',
  'coalesced-bytes',
  'carriage-returns',
  'comments-only',
  'byte-order-mark',
  'event-after-terminal',
])

/** Whether a fault tends to break one of the properties that are asked for. */
export function breaksAny({ breaks }: FaultDefinition, properties: readonly Pick<Property, 'id'>[]): boolean {
  const asked = namesOf(properties)
  return breaks.some((property) => asked.has(property))
}

/** The names of properties, without their numbers. */
function namesOf(properties: readonly Pick<Property, 'id'>[]): ReadonlySet<string> {
  return new Set(properties.map(({ id }) => id.replace(/\(.*$/s, '')))
}

function rankOf({ name, breaks }: FaultDefinition, asked: ReadonlySet<string>): number {
  const place = breaksMany.indexOf(name)
  const usual = place >= 0 ? place : breaksMany.length + (breaksFew.has(name) ? 1 : 0)
  return breaks.some((property) => asked.has(property)) ? usual : usual + breaksMany.length + 2
}

/**
 * Faults in the order in which they are worth a try: first what tends to break the properties that are asked for, and among
 * these what breaks many clients. The rest stays in its order.
 */
export function byYield<Choice extends { readonly fault: FaultDefinition }>(
  choices: readonly Choice[],
  properties: readonly Pick<Property, 'id'>[],
): Choice[] {
  const asked = namesOf(properties)
  return choices.toSorted((a, b) => rankOf(a.fault, asked) - rankOf(b.fault, asked))
}
