/** A form of secret in texts. Expressions are linear: nothing has to match after an unbounded run. */
export interface SecretForm {
  readonly pattern: RegExp
  /** How many characters of the match to keep before the secret. */
  readonly keeps?: (match: string) => number
  /** Whether the match is a secret, not a plain word of the same form. Default: yes */
  readonly isSecret?: (secret: string) => boolean
}

/** The end of an escape that is not part of a word: `\n` and `\u0022` of JSON within JSON, `%22` of a URL, and `[31m` of a terminal. */
const escape = String.raw`\\[nrtbf]|\\u[0-9A-Fa-f]{4}|%[0-9A-Fa-f]{2}|(?:\x1B|\\u001[Bb])\[[\d;]{0,12}m`

/** The places where an API key can start: not within a word, but also after an escape. */
const start = `(?<![A-Za-z0-9](?<!${escape}))`

/**
 * Returns whether a text looks random, unlike names and words: a part of it mixes letters and digits, or upper and lower case, or is longer
 * than any word.
 */
export function looksRandom(text: string): boolean {
  return text.split(/[^A-Za-z0-9]/).some((part) => {
    const mixes = /[A-Za-z]/.test(part) && /\d/.test(part)
    const turns = part.match(/[a-z][A-Z]/g)?.length ?? 0
    return (part.length >= 8 && mixes) || (part.length >= 10 && turns >= 2) || part.length >= 32
  })
}

function prefixed(prefix: string, rest: string): SecretForm {
  return { pattern: new RegExp(`${start}${prefix}${rest}`, 'g'), isSecret: looksRandom }
}

/**
 * Keys that providers issue: OpenAI, Anthropic, OpenRouter, DeepSeek and LiteLLM (`sk-`), Langfuse (`pk-lf-`, `sk-lf-`), Stripe;
 * Google (`AIza`, since September 2026 `AQ.`, OAuth `ya29.`); Groq, Hugging Face, xAI, Perplexity, Fireworks, Replicate, NVIDIA,
 * Cerebras, Together, Vercel AI Gateway (`vck_`), GitHub, Databricks; AWS access keys, and Bedrock API keys (`ABSK`, `bedrock-api-key-`).
 * Also those of services that agents use: Pinecone, Jina, Voyage, ElevenLabs, Tavily, Helicone, LangSmith, PostHog, E2B, Slack, GitLab, npm.
 */
const issued: readonly SecretForm[] = [
  prefixed('(?:sk|rk|pk)-', '[\\w-]{12,}'),
  prefixed('(?:sk|rk|pk)_(?:live|test)_', '[A-Za-z0-9]{12,}'),
  prefixed('AIza', '[\\w-]{20,}'),
  prefixed('AQ\\.', '[\\w-]{20,}'),
  prefixed('ya29\\.', '[\\w.-]{20,}'),
  prefixed('(?:gsk|hf|fw|r8|gh[opsur]|vck|npm|jina|phc|whsec|e2b)_', '[A-Za-z0-9]{16,}'),
  prefixed('(?:github_pat|tgp_v1|pcsk|lsv2_pt|lsv2_sk|bb_live)_', '[\\w-]{16,}'),
  prefixed('(?:glpat|tvly|pa|al)-', '[\\w-]{20,}'),
  prefixed('xox[abeprs]-', '[A-Za-z0-9-]{20,}'),
  { pattern: new RegExp(`${start}sk_[0-9a-f]{32,}`, 'g') },
  { pattern: new RegExp(`${start}sk-helicone-[\\w-]{12,}`, 'g') },
  prefixed('(?:xai|pplx|nvapi|csk)-', '[\\w-]{8,}'),
  prefixed('dapi', '[0-9a-f]{32,}'),
  prefixed('ABSK', '[A-Za-z0-9+/=]{20,}'),
  prefixed('bedrock-api-key-', '[A-Za-z0-9+/=]{8,}'),
  { pattern: new RegExp(`${start}A[KS]IA[A-Z0-9]{16}(?![A-Z0-9])`, 'g') },
  // A JSON Web Token.
  { pattern: new RegExp(`${start}eyJ[\\w.-]{20,}`, 'g'), isSecret: (token) => token.split('.').filter((part) => part !== '').length >= 3 },
  { pattern: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[A-Za-z0-9+/=\s\\]{20,}/g },
]

/** An AWS secret access key has no prefix: 40 base64 characters. A hex digest is not one, since it has no capitals. */
const awsSecret: SecretForm = {
  pattern: new RegExp(`(?<![A-Za-z0-9+/=](?<!${escape}))[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=])`, 'g'),
  isSecret: (text) => [/\d/g, /[A-Z]/g, /[a-z]/g].every((kind) => (text.match(kind)?.length ?? 0) >= 2) && looksRandom(text),
}

const names = String.raw`authorization|api[-_]?key|subscription[-_]key|access[-_]?token|auth[-_]?token|security[-_]token|session[-_]token|secret[-_]access[-_]key|client[-_]?secret`

/** The name of a header, parameter or member that holds a credential. */
const credentialName = new RegExp(`(?:^|[-_])(?:${names})$|[a-z](?:Api|API)Key$|^(?:helicone-auth|x-functions-key)$`, 'i')

/** The name of a URL parameter that holds a credential. */
const parameterName = /^(?:key|token|auth|sig|signature|x-amz-(?:signature|credential))$/i

/** Returns whether a value is a credential, not plain words as in "authorization: required". */
function isCredential(value: string): boolean {
  return value.length >= 8 && (/\d/.test(value) || looksRandom(value))
}

/** A credential under a header or member name, with or without its scheme. */
const namedCredential: SecretForm = {
  pattern: new RegExp(
    String.raw`(?<![A-Za-z0-9])(?:${names})\\?["']?\s{0,8}[:=]\s{0,8}\\?["']?(?:(?:Bearer|Basic|Token)\s{1,8})?[^\s"'\\,;&<>]{8,}`,
    'gi',
  ),
  keeps: (match) => /^[\w-]+\\?["']?\s{0,8}[:=]\s{0,8}\\?["']?(?:(?:Bearer|Basic|Token)\s{1,8})?/i.exec(match)![0].length,
  isSecret: isCredential,
}

function lengthOfScheme(match: string): number {
  return /^\w+\s+/.exec(match)![0].length
}

/** A credential after its scheme. "Basic subscription" is not one. */
const withScheme: SecretForm = {
  pattern: new RegExp(String.raw`${start}Bearer\s{1,8}[\w.~+/=-]{12,}`, 'gi'),
  keeps: lengthOfScheme,
  isSecret: looksRandom,
}

/** A user and a password, joined with a colon and in Base64 (RFC 7617). "Basic tier2024discount" has no colon. */
const basic: SecretForm = {
  pattern: new RegExp(String.raw`${start}Basic\s{1,8}[A-Za-z0-9+/]{8,}={0,2}`, 'gi'),
  keeps: lengthOfScheme,
  isSecret: (text) => /^[\x20-\x7E]*:/.test(decodedBase64(text)),
}

/** Returns the text of Base64, also of one that is truncated. */
function decodedBase64(text: string): string {
  return atob(
    text
      .replace(/=+$/, '')
      .slice(0, 400)
      .replace(/^((?:.{4})*).$/, '$1'),
  )
}

/** A credential in a URL query. */
const inQuery: SecretForm = {
  pattern:
    /[?&](?:key|token|sig|signature|x-amz-(?:signature|credential|security-token)|api[-_]?key|access[-_]?token|client[-_]secret)=[^&\s"'#\\]{6,}/gi,
  keeps: (match) => match.indexOf('=') + 1,
  isSecret: isCredential,
}

/** The password in a URL. */
const ofUser: SecretForm = {
  pattern: /(?<=[A-Za-z][\d+.-]{0,4}):\/\/[^\s/@:"']{0,64}:[^\s/@"']{1,256}(?=@)/g,
  keeps: (match) => match.indexOf(':', 3) + 1,
}

export const secretForms: readonly SecretForm[] = [...issued, awsSecret, namedCredential, withScheme, basic, inQuery, ofUser]

/** Returns whether a member holds a credential, based on its name and value. */
export function isCredentialMember(name: string, value: string): boolean {
  return isCredentialName(name) && isCredential(value)
}

/** Returns whether a header or a member has the name of a credential. */
export function isCredentialName(name: string): boolean {
  return credentialName.test(name)
}

/** Returns whether a URL parameter has the name of a credential. */
export function isCredentialParameter(name: string): boolean {
  return parameterName.test(name) || credentialName.test(name)
}
