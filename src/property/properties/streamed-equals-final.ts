import {
  defineProperty,
  violated,
  remark,
  held,
  inconclusive,
  saysPartial,
  textOfValue,
  visibleText,
  areToldApart,
  judgeEach,
  toldTogether,
  type JournalCall,
  type Property,
  checkOptions,
  functionLike,
} from '../../kit.ts'
import { lettersOf } from './text/letters.ts'

/** How many letters identify an answer. */
const telling = 12

/** The first difference of two texts, with a few words of each. */
function differenceInWords(seen: string, final: string): string {
  let same = 0
  while (same < Math.min(seen.length, final.length) && seen[same] === final[same]) same++
  const from = (text: string): string => (same >= text.length ? 'ends' : `continues with ${JSON.stringify(text.slice(same, same + 30))}`)
  return `after ${same} characters the streamed text ${from(seen)}, and the value ${from(final)}`
}

/** Whether a text is a model's answer or a part of one, not the app's own text. */
function isOfModel(letters: string, calls: readonly JournalCall[]): boolean {
  const answers = calls.flatMap(({ received, truth = '' }) => [lettersOf(received), lettersOf(truth)])
  const beginning = letters.slice(0, telling)
  return (
    letters === '' ||
    answers.some((answer) => (answer.length < telling ? answer !== '' && letters.startsWith(answer) : answer.includes(beginning)))
  )
}

/** The extra text in one of two texts, if that is the only difference. */
function addedTo(text: string, other: string): string | undefined {
  return other !== '' && text.includes(other) ? text.replace(other, '') : undefined
}

/**
 * The streamed text that the user saw since the last retraction is the text of the value. Spaces and punctuation do not
 * count. Words that the app adds to one of them, or returns instead of an answer, lead to a remark.
 * @param options.text returns the text of a value. Default: a string itself, and the member `text` of an object
 * @example
 * streamedEqualsFinal()
 */
export function streamedEqualsFinal(options: { readonly text?: (value: unknown) => string | undefined } = {}): Property {
  checkOptions('streamedEqualsFinal()', options, { text: functionLike('(value) => value.answer') })
  const { text = textOfValue } = options
  return defineProperty({
    id: 'streamed-equals-final',
    statement: 'the streamed text since the last retraction equals the text of the value',
    evidence: 'streamed pieces and value',
    hint: 'Let a parse error of the stream surface. If the final text differs from the shown text, retract the shown text first.',
    judge(evidence) {
      if (!areToldApart(evidence.outcome.streamed, evidence)) return toldTogether
      return judgeEach(
        evidence,
        ({ streamed, settlement }) => {
          if (streamed.length === 0) return inconclusive('no text was observed; report each piece with observe.streamed(text)')
          if (settlement.type !== 'value') return inconclusive('the task gave no value to compare with')
          const final = text(settlement.value)
          if (final === undefined) return inconclusive('the value has no text; give { text: (value) => ... }')
          const seen = visibleText(streamed)
          const [seenLetters, finalLetters] = [lettersOf(seen), lettersOf(final)]
          if (seenLetters === finalLetters) return held
          const { calls } = evidence.journal
          const added = addedTo(seenLetters, finalLetters) ?? addedTo(finalLetters, seenLetters)
          const isCertain = (added === undefined ? [seenLetters, finalLetters] : [added]).every((part) => isOfModel(part, calls))
          const how = differenceInWords(seen, final)
          return isCertain && !saysPartial(settlement.value) ? violated(how) : remark(how)
        },
        'settlements',
      )
    },
  })
}
