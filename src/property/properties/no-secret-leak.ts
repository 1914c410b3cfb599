import {
  defineProperty,
  BrownoutError,
  violated,
  held,
  inconclusive,
  textsIn,
  type Property,
  type Settlement,
  checkValue,
  listLike,
  valueInWords,
} from '../../kit.ts'

/** Shorter texts appear in others by chance. */
const shortest = 6

function checkSecret(secret: unknown, place: number): string {
  if (typeof secret === 'string' && secret.length >= shortest) return secret
  throw new BrownoutError(
    `noSecretLeak() cannot look for secret ${place + 1}, ${typeof secret === 'string' ? `a text of ${secret.length} characters` : valueInWords(secret)}: expected a text of at least ${shortest} characters, which no other text contains by chance.`,
  )
}

function textOfSettlement(settlement: Settlement): string {
  return textsIn(settlement.type === 'value' ? settlement.value : settlement.error)
}

/**
 * No given secret is in an error, a value, the text that the user saw, or an alert.
 * @throws BrownoutError if a secret is not a text of at least 6 characters, such as a missing environment variable
 * @example
 * noSecretLeak([process.env.OPENAI_API_KEY!, systemPrompt])
 */
export function noSecretLeak(secrets: readonly string[]): Property {
  checkValue('noSecretLeak()', secrets, listLike('[process.env.OPENAI_API_KEY]'))
  const known = secrets.map(checkSecret)
  return defineProperty({
    id: 'no-secret-leak',
    statement: 'no secret is in an error, a value, shown text, or an alert',
    evidence: 'outcome, streamed pieces, alerts',
    hint: 'Redact before you wrap: errors of HTTP clients contain the request, its headers and its prompt.',
    judge({ journal: { calls }, outcome: { settlement, tasks, streamed, alerts, uncaught } }) {
      if (calls.length === 0 || known.length === 0)
        return inconclusive(calls.length === 0 ? 'no call was made' : 'no secrets were given to look for')
      const seen = [
        [settlement.type === 'value' ? 'the value' : 'the error', textOfSettlement(settlement)],
        ...tasks.map(
          (task) =>
            [`the ${task.settlement.type === 'value' ? 'value' : 'error'} of ${task.name}`, textOfSettlement(task.settlement)] as const,
        ),
        ['the shown text', streamed.map(({ text }) => text).join('')],
        ['an alert', alerts.map(({ text }) => text).join('\n')],
        ['an uncaught error', uncaught.map(({ text }) => text).join('\n')],
      ] as const
      const leak = seen.find(([, text]) => known.some((secret) => text.includes(secret)))
      return leak === undefined ? held : violated(`${leak[0]} contains a secret`)
    },
  })
}
