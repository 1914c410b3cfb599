import {
  defineProperty,
  violated,
  held,
  inconclusive,
  textOfValue,
  visibleText,
  areToldApart,
  judgeEach,
  toldTogether,
  type Property,
} from '../../kit.ts'

/** Where two texts differ, with a few words of each. */
function differenceInWords(seen: string, final: string): string {
  let same = 0
  while (same < Math.min(seen.length, final.length) && seen[same] === final[same]) same++
  const from = (text: string): string => (same >= text.length ? 'ends' : `goes on ${JSON.stringify(text.slice(same, same + 30))}`)
  return `after ${same} characters what the user saw ${from(seen)}, and the value ${from(final)}`
}

/**
 * The text that the user saw piece by piece, since the last retraction, is the text of the value.
 * @param options.text returns the text of a value. Default: a string itself, and the member `text` of an object
 * @example
 * streamedEqualsFinal()
 */
export function streamedEqualsFinal({ text = textOfValue }: { readonly text?: (value: unknown) => string | undefined } = {}): Property {
  return defineProperty({
    id: 'streamed-equals-final',
    statement: 'what the user saw piece by piece, since the last retraction, is the text of the value',
    evidence: 'streamed pieces and value',
    hint: 'Let a parse error of the stream surface. Where the final text is another than what was shown, take back what was shown first.',
    judge(evidence) {
      if (!areToldApart(evidence.outcome.streamed, evidence)) return toldTogether
      return judgeEach(
        evidence,
        ({ streamed, settlement }) => {
          if (streamed.length === 0) return inconclusive('no text was observed; tell of each piece with observe.streamed(text)')
          if (settlement.type !== 'value') return inconclusive('the task gave no value to compare with')
          const final = text(settlement.value)
          if (final === undefined) return inconclusive('the value has no text; give { text: (value) => ... }')
          const seen = visibleText(streamed)
          return seen === final ? held : violated(differenceInWords(seen, final))
        },
        'settlements',
      )
    },
  })
}
