import { lettersOf } from '../text/letters.ts'

/** A truncated answer. */
export interface Half {
  readonly received: string
  /** What the complete answer would have been. */
  readonly truth: string | undefined
}

/** How a text contains a truncated answer: with nothing of the app after it, with words of the app after it, or only its beginning. */
export type Containment = 'all of it' | 'with words after it' | 'its beginning'

/** A shorter text is found in others by chance: it counts only as a whole line. In letters. */
const telling = 12
/** So many letters show what a text continues with. */
const going = 6

/**
 * Returns how a text contains a truncated answer. `undefined` if it does not, or if it continues as a complete answer does. Case,
 * spaces, punctuation and markdown do not count.
 * @param wholes the complete answers that the app got
 */
export function containmentOf(text: string, { received, truth = '' }: Half, wholes: readonly string[]): Containment | undefined {
  const half = lettersOf(received)
  if (half === '') return undefined
  if (half.length < telling) return text.split('\n').some((line) => lettersOf(line) === half) ? 'all of it' : undefined
  const letters = lettersOf(text)
  const answers = wholes.map((whole) => lettersOf(whole))
  const rests = restsOf(half, [lettersOf(truth), ...answers])
  for (let from = letters.indexOf(half); from >= 0; from = letters.indexOf(half, from + 1)) {
    const after = letters.slice(from + half.length)
    if (rests.some((rest) => after.startsWith(rest))) continue
    const isOwn = after !== '' && !answers.some((answer) => answer !== '' && after.startsWith(answer.slice(0, going)))
    return isOwn ? 'with words after it' : 'all of it'
  }
  return isBeginning(letters, half) ? 'its beginning' : undefined
}

/** What follows the truncated answer in complete ones. */
function restsOf(half: string, answers: readonly string[]): string[] {
  return answers.flatMap((answer) => {
    const from = answer.indexOf(half)
    const rest = from < 0 ? '' : answer.slice(from + half.length, from + half.length + going)
    return rest === '' ? [] : [rest]
  })
}

/** Whether a text ends with the first half of a truncated answer, or more of it. */
function isBeginning(letters: string, half: string): boolean {
  const from = letters.lastIndexOf(half.slice(0, telling))
  const rest = from < 0 ? '' : letters.slice(from)
  return rest.length * 2 >= half.length && half.startsWith(rest)
}
