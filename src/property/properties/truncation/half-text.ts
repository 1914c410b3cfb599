import { lettersOf } from '../text/letters.ts'

/** A truncated answer. */
export interface Half {
  readonly received: string
  /** The complete answer. */
  readonly truth: string | undefined
}

/** How a text contains a truncated answer: without app text after it, with app text after it, or only its start. */
export type Containment = 'all of it' | 'with words after it' | 'its beginning'

/** Shorter texts appear in others by chance, so they count only as an entire line. In letters. */
const telling = 12
/** How many letters show how a text continues. */
const going = 6

/**
 * Returns how a text contains a truncated answer. `undefined` if it does not, or if it continues like a complete answer. Case,
 * spaces, punctuation and Markdown do not count.
 * @param wholes the complete answers that the app received
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

/** The rest after the truncated answer in complete ones. */
function restsOf(half: string, answers: readonly string[]): string[] {
  return answers.flatMap((answer) => {
    const from = answer.indexOf(half)
    const rest = from < 0 ? '' : answer.slice(from + half.length, from + half.length + going)
    return rest === '' ? [] : [rest]
  })
}

/** Whether a text ends with at least the first 50% of a truncated answer. */
function isBeginning(letters: string, half: string): boolean {
  const from = letters.lastIndexOf(half.slice(0, telling))
  const rest = from < 0 ? '' : letters.slice(from)
  return rest.length * 2 >= half.length && half.startsWith(rest)
}
