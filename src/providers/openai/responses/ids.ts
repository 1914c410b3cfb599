import type { OpenPart, Random } from '../../../kit.ts'

/** The ids of one response. */
export interface ResponseIds {
  readonly response: string
  itemOf(part: { readonly type: OpenPart['type'] | 'search' }, index: number): string
  /** The ID of an input item to which the app gave none. */
  inputItemOf(prefix: string, index: number): string
}

const prefixes = { text: 'msg', refusal: 'msg', 'tool-call': 'fc', reasoning: 'rs', search: 'ws' } as const

/** Draws them: once for all output ids and once for all input ids, so that they do not depend on other draws. */
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
