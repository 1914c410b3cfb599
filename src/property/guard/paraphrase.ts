import { checkValue, text as aText } from '../../engine/base/options.ts'
import { randomFrom, type Random } from '../../engine/base/random.ts'

const openers = ['Could you tell me: ', 'I would like to know: ', 'A quick question: ', 'Please help me with this: ', 'Hello! '] as const
const closers = ['', ' Thank you.', ' Thanks in advance.', ' I am grateful for any help.'] as const

/** Words with the same meaning in every position. */
const pairs = [
  ['cannot', "can't"],
  ['do not', "don't"],
  ['does not', "doesn't"],
  ['is not', "isn't"],
  ['I am', "I'm"],
  ['what is', "what's"],
  ['as well', 'too'],
  ['for instance', 'for example'],
] as const

function swapped(text: string, random: Random): string {
  return pairs.reduce((said, [one, other]) => {
    if (!random.chance(0.5)) return said
    const whole = (words: string): RegExp => new RegExp(String.raw`(?<!\w)${words}(?!\w)`, 'g')
    return whole(one).test(said) ? said.replace(whole(one), other) : said.replace(whole(other), one)
  }, text)
}

/**
 * Rewords a question: never returns the same text, and changes nothing that could change the answer. The same seed gives the same words.
 * @example
 * paraphrase('Where is my parcel?', 'tuesday')
 */
export function paraphrase(text: string, seed: string): string {
  checkValue('paraphrase()', text, aText)
  checkValue('paraphrase()', seed, aText)
  const random = randomFrom(`paraphrase/${seed}/${text}`)
  return `${random.pick(openers)}${swapped(text, random)}${random.pick(closers)}`
}
