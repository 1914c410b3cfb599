import { BrownoutError } from '../../engine/errors.ts'
import type { Random } from '../../engine/random.ts'

const digits = '0123456789'
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const classes: Readonly<Record<string, string>> = { d: digits, w: `${letters}${digits}_`, s: ' ', D: letters, W: '-. ', S: letters + digits }
const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('')

/**
 * A text that matches a regular expression of the simple kind that schemas hold: characters, classes, groups, alternatives,
 * repetitions, anchors.
 * @throws BrownoutError where the expression has more than that
 */
export function matching(pattern: string, random: Random, path: string): string {
  const reader = new PatternReader(pattern, random, path)
  return reader.read()
}

class PatternReader {
  readonly #pattern: string
  readonly #random: Random
  readonly #path: string
  #at = 0

  constructor(pattern: string, random: Random, path: string) {
    this.#pattern = pattern
    this.#random = random
    this.#path = path
  }

  /** Alternatives, up to the end of the group or of the pattern. One of them is made; the others are only read over. */
  read(): string {
    const made = [this.#sequence()]
    while (this.#pattern[this.#at] === '|') {
      this.#at++
      made.push(this.#sequence())
    }
    return this.#random.pick(made)
  }

  #sequence(): string {
    let text = ''
    while (this.#at < this.#pattern.length && this.#pattern[this.#at] !== '|' && this.#pattern[this.#at] !== ')') text += this.#repeated()
    return text
  }

  #repeated(): string {
    const start = this.#at
    const first = this.#atom()
    const end = this.#at
    const [least, most] = this.#quantifier()
    const after = this.#at
    const count = this.#random.integer(least, most)
    if (count === 0) return ''
    let text = first
    for (let made = 1; made < count; made++) {
      this.#at = start
      text += this.#atom()
    }
    this.#at = Math.max(after, end)
    return text
  }

  #quantifier(): readonly [number, number] {
    const rest = this.#pattern.slice(this.#at)
    const [whole, least, comma, most] = /^\{(\d+)(,?)(\d*)\}\??/.exec(rest) ?? []
    if (whole !== undefined) {
      this.#at += whole.length
      return comma === '' ? [Number(least), Number(least)] : [Number(least), most === '' ? Number(least) + 3 : Number(most)]
    }
    const sign = /^[?*+]\??/.exec(rest)?.[0]
    if (sign === undefined) return [1, 1]
    this.#at += sign.length
    return sign[0] === '?' ? [0, 1] : sign[0] === '*' ? [0, 4] : [1, 5]
  }

  #atom(): string {
    const character = this.#pattern[this.#at++]!
    if (character === '^' || character === '$') return ''
    if (character === '.') return this.#random.pick([...letters])
    if (character === '\\') return this.#random.pick([...this.#escape()])
    if (character === '[') return this.#random.pick([...this.#class()])
    if (character !== '(') return character
    const opening = /^\?(?::|<[A-Za-z]\w*>)/.exec(this.#pattern.slice(this.#at))?.[0]
    if (opening === undefined && this.#pattern[this.#at] === '?') throw this.#tooMuch('a look-around')
    this.#at += opening?.length ?? 0
    const text = this.read()
    this.#at++
    return text
  }

  #escape(): string {
    const character = this.#pattern[this.#at++] ?? ''
    if (classes[character] !== undefined) return classes[character]
    if (/[bBpPkux1-9]/.test(character)) throw this.#tooMuch(`\\${character}`)
    return { n: '\n', t: '\t', r: '\r' }[character] ?? character
  }

  #class(): string {
    const isNegated = this.#pattern[this.#at] === '^'
    if (isNegated) this.#at++
    let members = ''
    while (this.#at < this.#pattern.length && this.#pattern[this.#at] !== ']') {
      const from = this.#pattern[this.#at++]!
      if (from === '\\') members += this.#escape()
      else if (this.#pattern[this.#at] === '-' && this.#pattern[this.#at + 1] !== ']') {
        const to = this.#pattern[this.#at + 1]!
        for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code++) members += String.fromCharCode(code)
        this.#at += 2
      } else members += from
    }
    this.#at++
    return isNegated ? [...printable].filter((character) => !members.includes(character)).join('') : members
  }

  #tooMuch(what: string): BrownoutError {
    return new BrownoutError(`Cannot make a text for ${this.#path}: its pattern ${JSON.stringify(this.#pattern)} has ${what}. Answer it yourself, with answers.from(...).`)
  }
}
