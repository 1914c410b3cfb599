import { defineProperty, violated, held, inconclusive, textsIn, type Property } from '../../kit.ts'

/**
 * No given secret is in an error, a value, the text that the user saw, or an alert.
 * @example
 * noSecretLeak([process.env.OPENAI_API_KEY!, systemPrompt])
 */
export function noSecretLeak(secrets: readonly string[]): Property {
  return defineProperty({
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
      return leak === undefined ? held : violated(`${leak[0]} holds a secret`)
    },
  })
}
