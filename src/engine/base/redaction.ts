/**
 * Secrets as they stand in texts: authorization headers, bearer tokens, and keys in the forms that providers give out
 * (`sk-...` of OpenAI, Anthropic and OpenRouter, `AIza...` of Google, `gsk_...` of Groq, `xai-...`, `AKIA...` and `ASIA...` of AWS, `hf_...`).
 */
const secrets: readonly RegExp[] = [
  /\b(?:Bearer|Basic)\s+[\w.~+/=-]{8,}/gi,
  /(?<=\b(?:authorization|x-api-key|api-key|x-goog-api-key)\\?["']?\s*[:=]\s*\\?["']?)[^\s"'\\,;]{4,}(?:\s+[\w.~+/=-]{8,})?/gi,
  /\b(?:sk|rk|pk)-[\w-]{8,}/g,
  /\bAIza[\w-]{20,}/g,
  /\b(?:gsk|hf)_[A-Za-z0-9]{8,}/g,
  /\bxai-[A-Za-z0-9]{8,}/g,
  /\bA[KS]IA[A-Z0-9]{12,}/g,
]

const removed = '[removed]'

/** A function that takes secrets, and what else is listed, out of every text within a value. Names of members stay. */
export function redactionOf(listed: readonly (string | RegExp)[]): <Value>(value: Value) => Value {
  const patterns = [
    ...secrets,
    ...listed.flatMap((item) => {
      if (item === '') return []
      return typeof item === 'string' ? item : new RegExp(item.source, item.flags.includes('g') ? item.flags : `${item.flags}g`)
    }),
  ]
  const clean = (text: string): string => patterns.reduce<string>((left, pattern) => left.replaceAll(pattern, removed), text)
  const within = (value: unknown): unknown => {
    if (typeof value === 'string') return clean(value)
    if (Array.isArray(value)) return value.map(within)
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, within(member)]))
    return value
  }
  return <Value>(value: Value) => within(value) as Value
}
