import type { Call } from '../engine/model/call.ts'
import { digest } from '../engine/base/hash.ts'
import type { DataPart } from '../engine/model/reply.ts'
import { jsonOfVector, unitVector } from '../engine/kit/vector.ts'

/** The length of a vector, if neither the app nor its model determines it. */
const usualDimensions = 1_024

/** Words that do not indicate the topic of a text. */
const common = new Set(
  'a an and are as at be by can do does for from has have how i in is it my of on or that the this to was we what where which who will with you your'.split(
    ' ',
  ),
)

/** The weighted features of a text: its words, and parts of them, so that "parcel" and "parcels" are close. */
function* featuresOf(text: string): Generator<readonly [feature: string, weight: number], void, undefined> {
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) {
    const weight = common.has(word) ? 0.1 : 1
    yield [word, weight]
    for (let start = 0; start + 4 <= word.length; start++) yield [`~${word.slice(start, start + 4)}`, weight]
  }
}

/**
 * Adds a feature's direction, which is the same in every text of the model. A xorshift generator: vectors are long, and draws have to be
 * cheap.
 */
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
 * Makes the vector of a text: length 1, the same for the same text and model, close to vectors of texts with shared words.
 * @param model has a space of its own
 */
export function embed(text: string, model: string, dimensions: number): number[] {
  const vector = Array.from({ length: dimensions }, () => 0)
  // Every text has a unique part, even one without words.
  add(vector, `${model}/text/${text}`, 0.1)
  for (const [feature, weight] of featuresOf(text)) add(vector, `${model}/${feature}`, weight)
  return unitVector(vector)
}

/** Returns the texts to embed or to moderate: one per user message. */
export function textsOf(call: Pick<Call, 'messages'>): readonly string[] {
  return call.messages.map(({ parts }) => parts.map((part) => ('text' in part ? part.text : '')).join(''))
}

/** Makes the requested vectors. */
export function vectorsFor(call: Call): readonly DataPart[] {
  return textsOf(call).map((text) => ({
    type: 'data',
    text: jsonOfVector(embed(text, call.model, call.dimensions ?? usualDimensions)),
  }))
}
