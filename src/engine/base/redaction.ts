import { isCredentialMember, secretForms, type SecretForm } from './secrets.ts'

export const removed = '[removed]'

/** The texts to remove, in addition to texts that look like secrets. */
export interface Redacted {
  /** Texts and expressions that the user lists. */
  readonly listed?: readonly (string | RegExp)[]
  /** Credentials that clients sent. */
  readonly credentials?: Iterable<string>
}

/** Returns a function that removes secrets from every text within a value. Member names stay. */
export function redactionOf({ listed = [], credentials = [] }: Redacted): <Value>(value: Value) => Value {
  const texts = [...[...credentials].toSorted((a, b) => b.length - a.length), ...listed.filter((item) => typeof item === 'string')]
  const patterns = listed.filter((item) => typeof item !== 'string').map(global)
  const clean = (text: string): string => {
    const withoutTexts = texts.reduce((left, secret) => (secret === '' ? left : left.replaceAll(secret, removed)), text)
    return secretForms.reduce(
      withoutForm,
      patterns.reduce((left, pattern) => left.replaceAll(pattern, removed), withoutTexts),
    )
  }
  const within = (value: unknown): unknown => {
    if (typeof value === 'string') return clean(value)
    if (Array.isArray(value)) return value.map(within)
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(
        Object.entries(value).map(([name, member]) => [
          name,
          typeof member === 'string' && isCredentialMember(name, member) ? removed : within(member),
        ]),
      )
    return value
  }
  return <Value>(value: Value) => within(value) as Value
}

function global(pattern: RegExp): RegExp {
  return new RegExp(pattern.source, pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`)
}

function withoutForm(text: string, { pattern, keeps, isSecret }: SecretForm): string {
  return text.replaceAll(pattern, (match: string) => {
    const kept = match.slice(0, keeps?.(match) ?? 0)
    const secret = match.slice(kept.length)
    return isSecret === undefined || isSecret(secret) ? `${kept}${removed}` : match
  })
}

/**
 * Returns an address for the journal: without query values, user and fragment, since each can be a secret.
 * @example
 * publicAddress('https://me:pw@host/path?key=AQ.123#top') // => 'https://host/path?key=[removed]'
 */
export function publicAddress(address: string): string {
  const [place = '', query] = address.split('#', 1)[0]!.split(/\?(.*)/s)
  const names = query?.split('&').map((pair) => (pair.includes('=') ? `${pair.split('=', 1)[0]}=${removed}` : pair))
  return `${place.replace(/^(\w+:\/\/)[^/@]*@/, '$1')}${names === undefined ? '' : `?${names.join('&')}`}`
}
