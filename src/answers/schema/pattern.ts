import { UnanswerableError } from '../../engine/base/errors.ts'
import { valueInWords } from '../../engine/base/value-in-words.ts'
import { budget } from '../../engine/kit/schema/budget.ts'
import { expressionOf } from '../../engine/kit/schema/expression.ts'
import type { Place } from './place.ts'

const digits = '0123456789'
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const classes: Readonly<Record<string, string>> = {
  d: digits,
  w: `${letters}${digits}_`,
  s: ' ',
  D: letters,
  W: '-. ',
  S: letters + digits,
}
const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('')
const controls: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v' }

/** How many parts of a pattern, and how many characters of a class, are read in one step. */
const atomsPerStep = 8
const charactersPerStep = 64

/** How many repetitions an open repetition gets beyond its minimum. */
const usualReach = 4

/** @throws UnanswerableError if a text is longer than brownout makes one */
export function checkLength(length: number, { path }: Place): void {
  if (length > budget.characters)
    throw new UnanswerableError(
      `Cannot make a text for ${path}: it must have more than ${budget.characters} characters, the most that brownout makes.`,
    )
}

/**
 * Makes a text that matches a regular expression of a schema: characters, classes, groups, alternatives, repetitions and anchors are
 * generated, look-arounds are matched by trial and error.
 * @throws UnanswerableError if the expression has other syntax, or nothing was found
 */
export function matching(pattern: string, place: Place, minLength = 0): string {
  const expression = expressionOf(pattern)
  if (expression === undefined)
    throw new UnanswerableError(
      `Cannot make a text for ${place.path}: its pattern ${valueInWords(pattern)} is not a regular expression of JavaScript.`,
    )
  for (let tried = 0; tried < budget.triesPerPattern; tried++) {
    const text = new PatternReader(pattern, place, Math.max(usualReach, minLength)).read()
    if (expression.test(text) && [...text].length >= minLength) return text
  }
  throw new UnanswerableError(
    `Cannot make a text for ${place.path}: none was found that matches its pattern ${valueInWords(pattern)}. Answer this call yourself, with answers.from(...).`,
  )
}

class PatternReader {
  readonly #pattern: string
  readonly #place: Place
  readonly #reach: number
  #at = 0

  constructor(pattern: string, place: Place, reach: number) {
    this.#pattern = pattern
    this.#place = place
    this.#reach = reach
  }

  /** Reads alternatives, up to the end of the group or of the pattern. One of them is chosen; the others are skipped. */
  read(): string {
    const made = [this.#sequence()]
    while (this.#pattern[this.#at] === '|') {
      this.#at++
      made.push(this.#sequence())
    }
    return this.#place.random.pick(made)
  }

  #sequence(): string {
    let text = ''
    while (this.#at < this.#pattern.length && this.#pattern[this.#at] !== '|' && this.#pattern[this.#at] !== ')') text += this.#repeated()
    return text
  }

  #repeated(): string {
    const start = this.#at
    const first = this.#atom()
    const [least, most] = this.#quantifier()
    const end = this.#at
    const count = this.#place.random.integer(least, most)
    if (count === 0) return ''
    let text = first
    for (let made = 1; made < count; made++) {
      checkLength(Math.max(text.length, made), this.#place)
      this.#at = start
      text += this.#atom()
    }
    this.#at = end
    return text
  }

  #quantifier(): readonly [number, number] {
    const rest = this.#pattern.slice(this.#at)
    const [whole, least, comma, most] = /^\{(\d+)(,?)(\d*)\}\??/.exec(rest) ?? []
    if (whole !== undefined) {
      this.#at += whole.length
      if (comma === '') return [Number(least), Number(least)]
      return [Number(least), most === '' ? Number(least) + this.#reach : Number(most)]
    }
    const sign = /^[?*+]\??/.exec(rest)?.[0]
    if (sign === undefined) return [1, 1]
    this.#at += sign.length
    return sign[0] === '?' ? [0, 1] : [sign[0] === '*' ? 0 : 1, 1 + this.#reach]
  }

  #atom(): string {
    this.#place.effort.spend(this.#place.path, 1 / atomsPerStep)
    const character = this.#pattern[this.#at++]!
    if (character === '^' || character === '$') return ''
    if (character === '.') return this.#oneOf(letters + digits)
    if (character === '\\') return this.#oneOf(this.#escape())
    if (character === '[') return this.#oneOf(this.#class())
    return character === '(' ? this.#group() : character
  }

  #group(): string {
    const opening = /^\?(?::|=|!|<=|<!|<[A-Za-z]\w*>)/.exec(this.#pattern.slice(this.#at))?.[0] ?? ''
    this.#at += opening.length
    const text = this.read()
    this.#at++
    return /[=!]/.test(opening) ? '' : text
  }

  /** Reads the characters of an escape; none for a word boundary. */
  #escape(): string {
    const character = this.#pattern[this.#at++] ?? ''
    if (classes[character] !== undefined) return classes[character]
    if (/[bB]/.test(character)) return ''
    if (/[pP]/.test(character)) return this.#property()
    const code = /^(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]+)\})/.exec(this.#pattern.slice(this.#at - 1))
    if (code !== null) {
      this.#at += code[0].length - 1
      return String.fromCodePoint(Number.parseInt(code[1] ?? code[2] ?? code[3]!, 16))
    }
    if (/[k1-9]/.test(character))
      throw new UnanswerableError(
        `Cannot make a text for ${this.#place.path}: its pattern ${valueInWords(this.#pattern)} refers back to a group. Answer this call yourself, with answers.from(...).`,
      )
    return controls[character] ?? character
  }

  #property(): string {
    const name = /^\{[^}]*\}/.exec(this.#pattern.slice(this.#at))?.[0] ?? ''
    const expression = new RegExp(`\\${this.#pattern[this.#at - 1]}${name}`, 'u')
    this.#at += name.length
    return [...printable].filter((character) => expression.test(character)).join('')
  }

  #class(): string {
    const isNegated = this.#pattern[this.#at] === '^'
    if (isNegated) this.#at++
    let members = ''
    while (this.#at < this.#pattern.length && this.#pattern[this.#at] !== ']') members += this.#range()
    this.#at++
    return isNegated ? [...printable].filter((character) => !members.includes(character)).join('') : members
  }

  #range(): string {
    const from = this.#member()
    const isRange = [...from].length === 1 && this.#pattern[this.#at] === '-' && this.#pattern[this.#at + 1] !== ']'
    if (!isRange) return from
    this.#at++
    const to = this.#member()
    const [first, last] = [from.codePointAt(0)!, Math.min(to.codePointAt(0)!, from.codePointAt(0)! + 1_000)]
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => String.fromCodePoint(first + index)).join('')
  }

  #member(): string {
    const character = String.fromCodePoint(this.#pattern.codePointAt(this.#at)!)
    this.#at += character.length
    return character === '\\' ? this.#escape() : character
  }

  #oneOf(characters: string): string {
    const all = [...characters]
    this.#place.effort.spend(this.#place.path, all.length / charactersPerStep)
    return all.length === 0 ? '' : this.#place.random.pick(all)
  }
}
