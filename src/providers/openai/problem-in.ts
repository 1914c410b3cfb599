import { objectIn, stringIn, type Problem } from '../../kit.ts'

/** The problem reported by an error in an OpenAI stream. */
export function problemIn(error: unknown): Problem {
  const { type, code, message } = objectIn(error)
  const names = `${stringIn(type)} ${stringIn(code)}`
  const kind = names.includes('rate_limit')
    ? 'rate-limit-requests'
    : names.includes('insufficient_quota')
      ? 'quota-exhausted'
      : 'server-error'
  return { kind, message: stringIn(message) }
}
