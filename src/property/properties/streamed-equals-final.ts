import { visibleText } from './shown.ts'
import { broken, held, inconclusive, type Property } from '../evidence.ts'

function textOfValue(value: unknown): string | undefined {
  const text = typeof value === 'object' && value !== null ? (value as { text?: unknown }).text : value
  return typeof text === 'string' ? text : undefined
}

/**
 * What the user saw piece by piece, since the last retraction, is the text of the value.
 * @example
 * streamedEqualsFinal()
 */
export function streamedEqualsFinal({ text = textOfValue }: { readonly text?: (value: unknown) => string | undefined } = {}): Property {
  return {
    id: 'streamed-equals-final',
    statement: 'what the user saw piece by piece, since the last retraction, is the text of the value',
    hint: 'Let a parse error of the stream surface. Where the final text is another than what was shown, take back what was shown first.',
    judge({ outcome: { settlement, streamed } }) {
      if (streamed.length === 0) return inconclusive('no text was observed; tell of each piece with observe.streamed(text)')
      if (settlement.type !== 'value') return inconclusive('the task gave no value to compare with')
      const final = text(settlement.value)
      if (final === undefined) return inconclusive('the value has no text; give { text: (value) => ... }')
      return visibleText(streamed) === final
        ? held
        : broken(`the user saw ${visibleText(streamed).length} characters, and the value has ${final.length} others`)
    },
  }
}
