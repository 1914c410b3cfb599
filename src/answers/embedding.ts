import type { Call } from '../engine/model/call.ts'
import { UnanswerableError } from '../engine/base/errors.ts'
import { digest } from '../engine/base/hash.ts'
import { budget } from '../engine/kit/schema/budget.ts'
import type { DataPart } from '../engine/model/reply.ts'
import { jsonOfVector, unitVector } from '../engine/kit/vector.ts'

/** The length of a vector, if neither the app nor its model determines it. */
const usualDimensions = 1_024

/** How many features of a text its vector has: about those of 400 words, so that a text of any length is embedded in a few milliseconds. */
const mostFeatures = 2_000

/** How many numbers a response can have: those of the longest list of OpenAI's longest vectors. */
const mostNumbers = 2_048 * 3_072

/** How many steps a response can take: those of OpenAI's limit of 300,000 tokens, with its longest vectors. */
const mostSteps = 4_000_000_000

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
function add(vector: Float64Array, feature: string, weight: number): void {
  // An integer of 32 bits, with which the loop is several times faster.
  let state = Number.parseInt(digest(feature).slice(0, 8), 16) | 0 || 1
  const scale = weight / 0x80000000
  const { length } = vector
  for (let index = 0; index < length; index++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    vector[index]! += scale * state
  }
}

/**
 * Makes the vector of a text: length 1, the same for the same text and model, close to vectors of texts with shared words.
 * @param model has a space of its own
 */
export function embed(text: string, model: string, dimensions: number): number[] {
  const vector = new Float64Array(dimensions)
  // Every text has a unique part, even one without words.
  add(vector, `${model}/text/${text}`, 0.1)
  let count = 0
  for (const [feature, weight] of featuresOf(text)) {
    if (count++ === mostFeatures) break
    add(vector, `${model}/${feature}`, weight)
  }
  return unitVector(Array.from(vector))
}

/**
 * Returns the texts to embed or to moderate: one per user message.
 * @throws UnanswerableError if there are more than brownout answers
 */
export function textsOf({ messages }: Pick<Call, 'messages'>): readonly string[] {
  if (messages.length > budget.members)
    throw new UnanswerableError(
      `Cannot answer a request for ${messages.length} texts: brownout answers at most ${budget.members} in one response.`,
    )
  return messages.map(({ parts }) => parts.map((part) => ('text' in part ? part.text : '')).join(''))
}

/**
 * Makes the requested vectors.
 * @throws UnanswerableError if they have more numbers than brownout makes
 */
export function vectorsFor(call: Call): readonly DataPart[] {
  const texts = textsOf(call)
  const { model, dimensions = usualDimensions } = call
  if (texts.length * dimensions > mostNumbers)
    throw new UnanswerableError(
      `Cannot make ${texts.length} vectors of ${dimensions} numbers: brownout makes at most ${mostNumbers} numbers in one response.`,
    )
  const features = texts.reduce((sum, { length }) => sum + Math.min(length, mostFeatures), 0)
  if (features * dimensions > mostSteps)
    throw new UnanswerableError(
      `Cannot make ${texts.length} vectors of ${dimensions} numbers for texts of this length: expected at most 300,000 tokens in one request.`,
    )
  return texts.map((text) => ({ type: 'data', text: jsonOfVector(embed(text, model, dimensions)) }))
}
