import type { OpenPart, Random } from '../../../kit.ts'

/** The names that one response has on the wire. */
export interface ResponseIds {
  readonly response: string
  itemOf(part: { readonly type: OpenPart['type'] | 'search' }, index: number): string
  /** The ID of an item of the input, in the place of one that the app has not given. */
  inputItemOf(prefix: string, index: number): string
}

const prefixes = { text: 'msg', refusal: 'msg', 'tool-call': 'fc', reasoning: 'rs', search: 'ws' } as const

/** Draws them. One draw gives all the ids of the output, and one those of the input, so that they do not depend on what else is drawn. */
export function drawIds(random: Random): ResponseIds {
  const response = `resp_${random.id(50, 'hexadecimal')}`
  const stem = random.id(46, 'hexadecimal')
  const inputStem = random.id(46, 'hexadecimal')
  return {
    response,
    itemOf: (part, index) => `${'isFreeText' in part ? 'ctc' : prefixes[part.type]}_${stem}${placed(index)}`,
    inputItemOf: (prefix, index) => `${prefix}_${inputStem}${placed(index)}`,
  }
}

function placed(index: number): string {
  return index.toString(16).padStart(4, '0')
}
