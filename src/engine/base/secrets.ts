/** A form that secrets have in texts. Expressions are linear: after an unbounded run nothing else has to match. */
export interface SecretForm {
  readonly pattern: RegExp
  /** What stays in the text before the secret. */
  readonly keeps?: (match: string) => number
  /** Whether what matched is a secret, and not a plain word of the same form. Default: it is */
  readonly isSecret?: (secret: string) => boolean
}

/** Where a key begins: not within a word, but also after the `\n` of text that is JSON within JSON. */
const start = String.raw`(?<!\w(?<!\\[nrtbf]))`

/**
 * Whether a text looks like chance, which names and words do not: a part of it mixes letters and digits, or capitals and small
 * letters, or is longer than words are.
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
 * Keys as providers issue them: OpenAI, Anthropic, OpenRouter, DeepSeek and LiteLLM (`sk-`), Langfuse (`pk-lf-`, `sk-lf-`), Stripe;
 * Google (`AIza`, since September 2026 `AQ.`, OAuth `ya29.`); Groq, Hugging Face, xAI, Perplexity, Fireworks, Replicate, NVIDIA,
 * Cerebras, Together, GitHub, Databricks; AWS access keys, and Bedrock's API keys (`ABSK`, `bedrock-api-key-`).
 */
const issued: readonly SecretForm[] = [
  prefixed('(?:sk|rk|pk)-', '[\\w-]{12,}'),
  prefixed('(?:sk|rk|pk)_(?:live|test)_', '[A-Za-z0-9]{12,}'),
  prefixed('AIza', '[\\w-]{20,}'),
  prefixed('AQ\\.', '[\\w-]{20,}'),
  prefixed('ya29\\.', '[\\w.-]{20,}'),
  prefixed('(?:gsk|hf|fw|r8|ghp|gho|github_pat|tgp_v1)_', '[\\w-]{8,}'),
  prefixed('(?:xai|pplx|nvapi|csk)-', '[\\w-]{8,}'),
  prefixed('dapi', '[0-9a-f]{32,}'),
  prefixed('ABSK', '[A-Za-z0-9+/=]{20,}'),
  prefixed('bedrock-api-key-', '[A-Za-z0-9+/=]{8,}'),
  { pattern: new RegExp(`${start}A[KS]IA[A-Z0-9]{16,}`, 'g') },
  // A JSON Web Token.
  { pattern: new RegExp(`${start}eyJ[\\w.-]{20,}`, 'g'), isSecret: (token) => token.split('.').length === 3 },
]

/** A secret access key of AWS has no prefix: 40 signs of base64, and no digest, which has no capitals. */
const awsSecret: SecretForm = {
  pattern: /(?<![A-Za-z0-9+/=](?<!\\[nrtbf]))[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=])/g,
  isSecret: (text) => [/\d/g, /[A-Z]/g, /[a-z]/g].every((kind) => (text.match(kind)?.length ?? 0) >= 2) && looksRandom(text),
}

const names = String.raw`(?:proxy-)?authorization|x-api-key|api[-_]?key|x-goog-api-key|access[-_]?token|x-amz-security-token|aws[-_]secret[-_]access[-_]key|client[-_]secret`

/** The name of a header, parameter or member that holds a credential. */
const credentialName = new RegExp(`^(?:${names})$`, 'i')

/** A value in the place of a credential, which words can also are in: "authorization: required". */
function isCredential(value: string): boolean {
  return value.length >= 8 && (/\d/.test(value) || looksRandom(value))
}

/** A credential that a header or a member names, with or without its scheme. */
const namedCredential: SecretForm = {
  pattern: new RegExp(
    String.raw`(?<![\w-])(?:${names})\\?["']?\s{0,8}[:=]\s{0,8}\\?["']?(?:(?:Bearer|Basic|Token)\s{1,8})?[^\s"'\\,;&<>]{8,}`,
    'gi',
  ),
  keeps: (match) => /^[\w-]+\\?["']?\s{0,8}[:=]\s{0,8}\\?["']?(?:(?:Bearer|Basic|Token)\s{1,8})?/i.exec(match)![0].length,
  isSecret: isCredential,
}

/** A credential behind its scheme. "Basic subscription" is none. */
const withScheme: SecretForm = {
  pattern: new RegExp(String.raw`${start}(?:Bearer|Basic)\s{1,8}[\w.~+/=-]{12,}`, 'gi'),
  keeps: (match) => /^\w+\s+/.exec(match)![0].length,
  isSecret: looksRandom,
}

/** A credential in the query of a URL. */
const inQuery: SecretForm = {
  pattern:
    /[?&](?:key|token|sig|signature|x-amz-(?:signature|credential|security-token)|api[-_]?key|access[-_]?token|client[-_]secret)=[^&\s"'#\\]{6,}/gi,
  keeps: (match) => match.indexOf('=') + 1,
}

/** The password of a URL. */
const ofUser: SecretForm = {
  pattern: /:\/\/[^\s/@:"']{0,64}:[^\s/@"']{1,256}(?=@)/g,
  keeps: (match) => match.indexOf(':', 3) + 1,
}

export const secretForms: readonly SecretForm[] = [...issued, awsSecret, namedCredential, withScheme, inQuery, ofUser]

/** Whether a member holds a credential, by its name and its value. */
export function isCredentialMember(name: string, value: string): boolean {
  return credentialName.test(name) && isCredential(value)
}
