import { digest, jsonObjectOf, type Exchange, type Usage } from '../../../kit.ts'
import type { Payload } from './body.ts'

/** The parameters of a request about its choices. */
export interface Sampling {
  /** The number of choices. All are equal: the emulated model is deterministic. */
  readonly choices: number
  /** The number of alternatives per token. `undefined` if no probabilities are requested. */
  readonly alternatives: number | undefined
}

const usual: Sampling = { choices: 1, alternatives: undefined }

/** Reads it from a request. Few requests have it, and prompts can be long, so the body is parsed again only then. */
export function samplingOf({ request: { text } }: Exchange): Sampling {
  if (!text.includes('"n"') && !text.includes('"logprobs"')) return usual
  const { n, logprobs, top_logprobs: alternatives } = jsonObjectOf(text) ?? {}
  return {
    choices: typeof n === 'number' ? n : 1,
    alternatives: logprobs === true ? (typeof alternatives === 'number' ? alternatives : 0) : undefined,
  }
}

/** The usage of all choices: the prompt is billed once. */
export function usageOfAll(usage: Usage, { choices }: Sampling): Usage {
  return { ...usage, outputTokens: usage.outputTokens * choices, reasoningTokens: usage.reasoningTokens * choices }
}

/** Words and signs with the space before them: similar to a tokenizer. */
const token = /\s*[\p{L}\p{N}]{1,6}|\s*[^\s\p{L}\p{N}]|\s+/gu
const others = [
  ' the',
  ' a',
  ' it',
  ' is',
  ' in',
  ' on',
  ' and',
  ' to',
  ' of',
  ' at',
  ' by',
  ' for',
  ' was',
  ' be',
  ' or',
  ' an',
  ' as',
  ' so',
  ' no',
  ' if',
]

function probabilityOf(text: string, logprob: number): Payload {
  return { token: text, logprob, bytes: [...new TextEncoder().encode(text)] }
}

/** The log probability of each token of a text. Deterministic for the same text. */
export function logprobsOf(text: string, alternatives: number): Payload {
  const content = [...text.matchAll(token)].map(([piece]) => {
    const logprob = -Number.parseInt(digest(piece).slice(0, 3), 16) / 4_096
    const listed = others.filter((other) => other !== piece).slice(0, Math.max(0, alternatives - 1))
    const top = [probabilityOf(piece, logprob), ...listed.map((other, index) => probabilityOf(other, logprob - 2 - index / 2))]
    return { ...probabilityOf(piece, logprob), top_logprobs: top.slice(0, alternatives) }
  })
  return { content, refusal: null }
}
