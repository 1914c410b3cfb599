import type { Call } from '../engine/model/call.ts'
import { digest } from '../engine/base/hash.ts'
import type { DataPart } from '../engine/model/reply.ts'
import { jsonOfVector, unitVector } from '../engine/kit/vector.ts'

/** How many numbers a vector has, where neither the app nor its model says. */
const usualDimensions = 1_024

/** Words that tell nothing of what a text is about. */
const common = new Set(
  'a an and are as at be by can do does for from has have how i in is it my of on or that the this to was we what where which who will with you your'.split(
    ' ',
  ),
)

/** What a text is about, weighed: its words, and pieces of them, so that "parcel" and "parcels" are near. */
function* featuresOf(text: string): Generator<readonly [feature: string, weight: number], void, undefined> {
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) {
    const weight = common.has(word) ? 0.1 : 1
    yield [word, weight]
    for (let start = 0; start + 4 <= word.length; start++) yield [`~${word.slice(start, start + 4)}`, weight]
  }
}

/** Adds a feature's own direction, which is the same in every text of the model. A xorshift generator: vectors are long, and draws have to be cheap. */
function add(vector: number[], feature: string, weight: number): void {
  let state = Number.parseInt(digest(feature).slice(0, 8), 16) || 1
  for (let index = 0; index < vector.length; index++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    vector[index]! += weight * (state / 0x80000000)
  }
}

/**
 * A vector of a text: of length 1, the same for the same text and model, near to those of texts with words in common.
 * @param model has a space of its own
 */
export function embed(text: string, model: string, dimensions: number): number[] {
  const vector = Array.from({ length: dimensions }, () => 0)
  // Every text has a part that is only its own, also one without a word in it.
  add(vector, `${model}/text/${text}`, 0.1)
  for (const [feature, weight] of featuresOf(text)) add(vector, `${model}/${feature}`, weight)
  return unitVector(vector)
}

/** The texts that are to be embedded or judged: each message of the user is one. */
export function textsOf(call: Pick<Call, 'messages'>): readonly string[] {
  return call.messages.map(({ parts }) => parts.map((part) => ('text' in part ? part.text : '')).join(''))
}

/** The vectors that are asked for. */
export function vectorsFor(call: Call): readonly DataPart[] {
  return textsOf(call).map((text) => ({
    type: 'data',
    text: jsonOfVector(embed(text, call.model, call.dimensions ?? usualDimensions)),
  }))
}
