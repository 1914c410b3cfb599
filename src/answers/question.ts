import { promptOf } from '../engine/kit/conversation.ts'
import type { Call } from '../engine/model/call.ts'

/** Blocks that agents and frameworks add to a user's words, such as `<system-reminder>...</system-reminder>`. */
const block = /<([a-z][\w-]*(?:reminder|context|instructions|environment|info|metadata)[\w-]*)>[\s\S]*?<\/\1>/gi

/** Returns the user's prompt, without the blocks that the app has added. */
export function askedBy(call: Pick<Call, 'messages'>): string {
  return promptOf(call).replaceAll(block, ' ').trim()
}

/** Phrases at the start of a prompt that do not indicate its topic. */
const lead =
  /^(?:(?:(?:please|hello|hi|hey|ok|okay|so|and|but|now|then|well)[,.!]?|(?:can|could|would|will) you|(?:i (?:want|need|would like)(?: you)? to|i'd like to)|(?:tell|give|show|remind) (?:me|us)|(?:do you )?know|(?:what|who|where|when|why|which|how)(?:'s|\s+(?:is|are|was|were|do|does|did|can|should|would|will|many|much|long|far|often)\b)*|explain|describe|summari[sz]e|define|compare|about|write|list|name|find|extract|translate|is|are|was|were|do|does|did|has|have|it|there|i|you|we)(?::?\s+|$))+/i

const mostWords = 8
const mostCharacters = 60

/** Returns the topic of a prompt, in its own words: "the capital of France". `undefined` if it has no short one. */
export function subjectOf(question: string): string | undefined {
  const sentences = question.slice(0, 2_000).split(/(?<=[.!?])\s+|\n/)
  const asking =
    sentences.findLast((sentence) => sentence.trim().endsWith('?')) ?? sentences.findLast((sentence) => /\p{L}/u.test(sentence))
  const words = (asking ?? '')
    .trim()
    .replace(/[.!?\s]+$/, '')
    .replace(lead, '')
    .split(/\s+/)
  const subject = words
    .slice(0, mostWords)
    .join(' ')
    .replace(/[,;:]$/, '')
  return /\p{L}{3}/u.test(subject) && subject.length <= mostCharacters ? subject : undefined
}
