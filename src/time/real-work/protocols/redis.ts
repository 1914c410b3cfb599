import type { Protocol } from './protocol.ts'

const newline = 10
/** RESP2 and RESP3 types whose line gives the length of the data after it. */
const lengthOfBytes = new Set('$!=')
/** Types whose line gives a count of values (arrays, sets, pushes) or of pairs (maps, attributes). */
const countOfValues = new Set('*~>')
const countOfPairs = new Set('%|')

/** A complete value, with the short texts in it. */
interface Value {
  readonly type: string
  readonly texts: readonly string[]
}

const longestText = 32

/** Reads values of the Redis protocol one after another, in chunks of any size. */
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

  /** Ends a value, and each array that it was the last item of. */
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

/** Returns whether a text is the start of a Redis client command. (Redis documentation, "Redis serialization protocol") */
export function isRedis(bytes: Uint8Array): boolean {
  return /^\*\d+\r\n\$\d+\r\n/.test(String.fromCharCode(...bytes.subarray(0, 32)))
}

const blocking = /^(?:BLPOP|BRPOP|BRPOPLPUSH|BLMOVE|BLMPOP|BZPOPMIN|BZPOPMAX|BZMPOP|WAIT|WAITAOF)$/i

function isBlocking([command = '', ...words]: readonly string[]): boolean {
  return blocking.test(command) || (/^XREAD/i.test(command) && words.some((word) => /^block$/i.test(word)))
}

/** Redis: commands are answered in order. A command such as BLPOP is answered only once another client has something for it. */
export class Redis implements Protocol {
  readonly name = 'Redis'
  readonly #commands = new Values()
  readonly #replies = new Values()
  /** The unanswered commands, in order, and whether each one blocks. */
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
