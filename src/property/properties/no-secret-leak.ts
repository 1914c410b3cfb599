import { broken, held, inconclusive, type Property } from '../evidence.ts'

/** All text in a value and, since those of an error are not enumerable, in its message and causes. */
function textsIn(value: unknown, seen = new Set<object>()): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null || seen.has(value)) return ''
  seen.add(value)
  const names = new Set([...Object.keys(value), ...(value instanceof Error ? ['message', 'cause'] : [])])
  const pairs = value instanceof Headers || value instanceof Map ? [...value].map(([, member]) => member as unknown) : []
  return [...[...names].map((name) => (value as Record<string, unknown>)[name]), ...pairs].map((member) => textsIn(member, seen)).join('\n')
}

/**
 * None of the given secrets is in an error, a value, what the user saw, or an alert.
 * @example
 * noSecretLeak([process.env.OPENAI_API_KEY!, systemPrompt])
 */
export function noSecretLeak(secrets: readonly string[]): Property {
  return {
    id: 'no-secret-leak',
    statement: 'no secret is in an error, a value, what the user saw, or an alert',
    evidence: 'outcome, streamed pieces, alerts',
    hint: 'Redact before you wrap: errors of HTTP clients carry the request, its headers and its prompt.',
    judge({ journal: { calls }, outcome: { settlement, streamed, alerts, uncaught } }) {
      if (calls.length === 0 || secrets.length === 0)
        return inconclusive(calls.length === 0 ? 'no call went out' : 'no secrets were given to look for')
      const seen = [
        ['the value', settlement.type === 'value' ? textsIn(settlement.value) : ''],
        ['the error', settlement.type === 'value' ? '' : textsIn(settlement.error)],
        ['what the user saw', streamed.map(({ text }) => text).join('')],
        ['an alert', alerts.map(({ text }) => text).join('\n')],
        ['an uncaught error', uncaught.map(({ text }) => text).join('\n')],
      ] as const
      const leak = seen.find(([, text]) => secrets.some((secret) => text.includes(secret)))
      return leak === undefined ? held : broken(`${leak[0]} holds a secret`)
    },
  }
}
