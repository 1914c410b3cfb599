import type { Protocol } from './protocol.ts'

const newline = 10
/** Types of RESP2 and RESP3 whose line gives the length of what follows it. */
const lengthOfBytes = new Set('$!=')
/** The same with a count of values: arrays, sets, pushes; and of pairs: maps, attributes. */
const countOfValues = new Set('*~>')
const countOfPairs = new Set('%|')

/** A value that is complete, with the texts in it as far as they are short. */
interface Value {
  readonly type: string
  readonly texts: readonly string[]
}

const longestText = 32

/** Reads values of Redis's protocol one after another, even if they come in pieces. */
class Values {
  #line = ''
  #rest = 0
  #text = ''
  #isText = false
  readonly #open: number[] = []
  #type = ''
  #texts: string[] = [];

  *read(bytes: Uint8Array): Iterable<Value> {
    for (let at = 0; at < bytes.length;) {
      if (this.#rest > 0) {
        const length = Math.min(this.#rest, bytes.length - at)
        if (this.#isText) this.#text += String.fromCharCode(...bytes.subarray(at, at + length))
        this.#rest -= length
        at += length
        if (this.#rest > 0) return
        if (this.#isText) this.#texts.push(this.#text.slice(0, -2))
        yield* this.#isOver()
        continue
      }
      const byte = bytes[at++]!
      if (byte !== newline) this.#line += String.fromCharCode(byte)
      else yield* this.#lineIsOver()
    }
  }

  *#lineIsOver(): Iterable<Value> {
    const type = this.#line[0] ?? ''
    const number = Number(this.#line.slice(1))
    this.#line = ''
    if (this.#open.length === 0) {
      this.#type = type
      this.#texts = []
    }
    if (lengthOfBytes.has(type) && number >= 0) {
      this.#rest = number + 2
      this.#isText = number <= longestText
      this.#text = ''
    } else if (countOfValues.has(type) && number > 0) this.#open.push(number)
    else if (countOfPairs.has(type) && number > 0) this.#open.push(2 * number)
    else yield* this.#isOver()
  }

  /** A value is over, and with it each array that it was the last of. */
  *#isOver(): Iterable<Value> {
    while (this.#open.length > 0) {
      const left = this.#open.pop()! - 1
      if (left > 0) {
        this.#open.push(left)
        return
      }
    }
    yield { type: this.#type, texts: this.#texts }
  }
}

/** Whether this is how a client of Redis begins a command. (Redis documentation, "Redis serialization protocol") */
export function isRedis(bytes: Uint8Array): boolean {
  return /^\*\d+\r\n\$\d+\r\n/.test(String.fromCharCode(...bytes.subarray(0, 32)))
}

const blocking = /^(?:BLPOP|BRPOP|BRPOPLPUSH|BLMOVE|BLMPOP|BZPOPMIN|BZPOPMAX|BZMPOP|WAIT|WAITAOF)$/i

function isBlocking([command = '', ...words]: readonly string[]): boolean {
  return blocking.test(command) || (/^XREAD/i.test(command) && words.some((word) => /^block$/i.test(word)))
}

/** Redis: each command is answered in its turn. A command such as BLPOP is answered only once somebody else has something for it. */
export class Redis implements Protocol {
  readonly name = 'Redis'
  readonly #commands = new Values()
  readonly #replies = new Values()
  /** The commands that are not answered yet, in order, and whether each one blocks. */
  readonly #owed: boolean[] = []

  get state(): 'owes' | 'blocked' | 'idle' {
    const [isBlocked] = this.#owed
    if (isBlocked === undefined) return 'idle'
    return isBlocked ? 'blocked' : 'owes'
  }

  sent(bytes: Uint8Array): void {
    for (const { texts } of this.#commands.read(bytes)) this.#owed.push(isBlocking(texts))
  }

  received(bytes: Uint8Array): void {
    // A push, marked ">", answers no command.
    for (const { type } of this.#replies.read(bytes)) if (type !== '>') this.#owed.shift()
  }
}
