import { textOf } from '../engine/kit/conversation.ts'
import { months } from '../engine/kit/vocabulary.ts'
import type { Call } from '../engine/model/call.ts'
import { arithmeticIn } from './arithmetic.ts'
import { commandsIn, directoriesIn, searchedIn } from './commands.ts'
import { askedBy, subjectOf, withoutBlocks } from './question.ts'

/** The things in a conversation that can be the value of a field. */
export interface Mentions {
  /** The topic of the prompt, if it has a short one. */
  readonly subject: string | undefined
  /** The prompt itself. */
  readonly question: string
  /** The texts that fit a field of this name, the best first. */
  texts(name: string): readonly string[]
  /** The numbers that fit a field of this name, the best first. */
  numbers(name: string): readonly number[]
  /** Returns whether the conversation contains an enum value, as complete words. */
  says(choice: string): boolean
}

/** Empty mentions, without a conversation. */
export const noMentions: Mentions = { subject: undefined, question: '', texts: () => [], numbers: () => [], says: () => false }

const name = String.raw`\p{Lu}[\p{Ll}\p{M}'’-]+(?: \p{Lu}[\p{Ll}\p{M}'’-]+)*`
const notNames =
  /^(?:I|The|A|An|What|Where|When|Who|Why|How|Which|Is|Are|Do|Does|Did|Can|Could|Will|Would|Should|Please|Say|Tell|Give|Find|Get|Show|Look|My|Your|Our|It|This|That|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|EUR|USD|GBP)$/

function all(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => (match.groups?.['value'] ?? match[0]).trim())
}

function unlessMonths(found: readonly string[]): string[] {
  return found.filter((word) => !months.includes(word) && !notNames.test(word))
}

/** Places that follow a preposition, and the rest of their list: "in Oslo, Bergen and Tromsø". */
function places(text: string): string[] {
  const lists = all(
    text,
    new RegExp(String.raw`\b(?:in|at|to|from|near|for|of|around|between)\s+(?<value>${name}(?:(?:,? and |,? or |, )${name})*)`, 'gu'),
  )
  return unlessMonths(lists.flatMap((list) => list.split(/,? and |,? or |, /)))
}

function names(text: string): string[] {
  return unlessMonths(all(text, new RegExp(String.raw`(?<=[\p{L}\p{N},:] ["'“]?)${name}|${name.replace(/\*$/, '+')}`, 'gu')))
}

function dates(text: string): string[] {
  const written = [...text.matchAll(new RegExp(String.raw`\b(\d{1,2})(?:st|nd|rd|th)? (${months.join('|')})(?:,? (\d{4}))?`, 'g'))]
  return [
    ...all(text, /\b\d{4}-\d{2}-\d{2}(?!\d)/g),
    ...written.map(([, day, month, year = '2026']) => `${year}-${two(months.indexOf(month!) + 1)}-${two(Number(day))}`),
  ]
}

const anyMonth = `(?:${months.join('|')})`
const anyDate = new RegExp(
  String.raw`\b\d{4}-\d{2}-\d{2}(?!\d)|\b\d{1,2}(?:st|nd|rd|th)? ${anyMonth}(?:,? \d{4})?|\b${anyMonth} (?:\d{4}|\d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?)\b`,
  'g',
)

/** Order numbers and other identifiers. The numbers of a date are excluded. */
function identifiers(text: string): string[] {
  return all(text.replaceAll(anyDate, ' '), anyIdentifier)
}

/** Returns the words of a text, for a search of complete words. */
function spaced(text: string): string {
  return ` ${text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

const anyIdentifier = /(?<![\w.-])#?(?<value>(?:[A-Z]{1,5}-?(?=\d)|[A-Z]{2,}-)?\d{2,}(?:-\w+)*)(?![\w%]|[.,]\d)/g
const quoted = /["“”«`](?<value>[^"“”»`\n]{1,200})["“”»`]/g

/** The texts that fit a field, by its name. */
const kinds: readonly (readonly [RegExp, (text: string) => readonly string[]])[] = [
  [/e-?mail/i, (text) => all(text, /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g)],
  [/url|link|uri|website|homepage/i, (text) => all(text, /https?:\/\/[^\s"'<>)]+[^\s"'<>).,;:!?]/g)],
  [/phone|mobile/i, (text) => all(text, /\+\d[\d ]{6,}\d/g)],
  [/^dir|(?:^|_)(?:dir|directory)(?:_?path)?$/i, directoriesIn],
  [/path|file/i, (text) => all(text, /(?<![\w/:])(?!\/\/)[\w./-]*[\w-]\.[a-z]{1,5}\b/g)],
  [/^(?:cmd|commands?|script)$/i, commandsIn],
  [/^pattern$/i, searchedIn],
  [/^(?:old|edits$)/i, (text) => all(text, quoted)],
  [/^new_?(?:string|text|str|value)/i, (text) => all(text, quoted).slice(1)],
  [/expression|formula|equation|calculation/i, (text) => arithmeticIn(text).map(({ expression }) => expression)],
  [/date|_at$|At$|(?:^|_)day$|until|since/, dates],
  [/^(from|origin|departure)/i, (text) => places(text.match(/\bfrom\b.*/s)?.[0].replace(/\bto\b.*/s, '') ?? '')],
  [/^(to|destination|arrival)/i, (text) => places(text.match(/\bto\b.*/s)?.[0] ?? '')],
  [/city|town|location|place|destination|region|country/i, places],
  [/currency/i, (text) => all(text, /\b(?:EUR|USD|GBP|CHF|JPY|SEK|NOK|DKK|PLN)\b/g)],
  [/sku|(^|_|\b)id$|Id$|number|code|tracking|reference|(^|_)order$/, identifiers],
  [/name|author|owner|customer|person|recipient|contact/i, names],
  [/quer(y|ies)$|^q$|search|keyword|question|prompt|topic|subject|term/i, (text) => [subjectOf(text) ?? '']],
  [/text|content|message|title|phrase|word|input/i, (text) => all(text, quoted)],
]

const numberKinds: readonly (readonly [RegExp, RegExp])[] = [
  [/year/i, /\b(?:19|20)\d{2}\b/g],
  [/percent|rate|discount/i, /\d+(?:\.\d+)?(?= ?%)/g],
  [
    /price|amount|total|cost|fee|refund|budget|euro|dollar/i,
    /(?<=[€$£] ?)\d+(?:\.\d+)?|\d+(?:\.\d+)?(?= ?(?:€|\$|£|EUR|USD|GBP|euros?|dollars?|pounds?)\b)/g,
  ],
  [/day/i, /\d+(?= days?\b)/g],
  [/hour/i, /\d+(?= hours?\b)/g],
  [/minute/i, /\d+(?= min)/g],
  [/age$/i, /\d+(?= years? old)/g],
]

/** Fields that accept any number in the conversation, except numbers in dates, identifiers or amounts of something else. */
const counts =
  /quantity|count|number|amount|limit|items|(^|_)(?:a|b|x|y|n)$|^(?:a|b|x|y|n|first|second|left|right|augend|addend|value|operand)\d?$|(^|_|\b)id$|Id$/i
const anyNumber = /(?<![\w.:/-])-?\d+(?:\.\d+)?(?![\w:/%-]|\.\d)/g

/** Matches numbers of the things that a field counts: "2 passengers" for `passengers`. */
function followedBy(field: string): RegExp {
  const noun = field
    .match(/\p{Lu}?\p{Ll}+/gu)
    ?.findLast((word) => !/^(?:number|count|num|of|total)$/i.test(word))
    ?.replace(/s$/, '')
  return noun === undefined ? /(?!)/g : new RegExp(String.raw`(?<![\w.])\d+(?:\.\d+)?(?= ${noun}s?\b)`, 'gi')
}

/** The texts in a prompt that fit a field of this name. */
export function textsIn(prompt: string, field: string): readonly string[] {
  return kinds.find(([pattern]) => pattern.test(field))?.[1](prompt) ?? []
}

/** Reads the mentions of a conversation: the last prompt first, then the messages before it. */
export function mentionsIn(call: Pick<Call, 'messages'>): Mentions {
  const question = askedBy(call)
  let before: string | undefined
  const everything = (): string => (before ??= withoutBlocks(textOf(call, 'user', 'tool')))
  const found = new Map<string, readonly string[]>()
  const distinct = (values: readonly string[]): readonly string[] => [...new Set(values.filter((value) => value !== ''))]
  return {
    question,
    subject: subjectOf(question),
    texts(field) {
      let texts = found.get(field)
      if (texts === undefined) {
        const read = kinds.find(([pattern]) => pattern.test(field))?.[1]
        texts = read === undefined ? [] : distinct(read(question))
        if (texts.length === 0 && read !== undefined) texts = distinct(read(everything()))
        found.set(field, texts)
      }
      return texts
    },
    numbers(field) {
      const pattern = numberKinds.find(([kind]) => kind.test(field))?.[1]
      const own = all(question, pattern ?? followedBy(field))
      return (own.length > 0 || !counts.test(field) ? own : all(question, anyNumber)).map(Number)
    },
    says: (choice) => spaced(choice).trim() !== '' && spaced(question).includes(spaced(choice)),
  }
}
