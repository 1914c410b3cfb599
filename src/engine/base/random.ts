import seedrandom from 'seedrandom'

const lowercase = '0123456789abcdefghijklmnopqrstuvwxyz'
const alphanumeric = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/**
 * A stream of seeded random draws. Each stream has one purpose (a call's ids, one injection on one attempt), so no draw depends on other
 * draws.
 */
export interface Random {
  /** A number in [0, 1). */
  next(): number
  /** An integer in [from, to], both included. */
  integer(from: number, to: number): number
  /** Returns true with the given probability. */
  chance(probability: number): boolean
  /** One of the choices. */
  pick<Choice>(choices: readonly Choice[]): Choice
  /** Random letters and digits, like those in provider ids. */
  id(length: number, alphabet?: 'alphanumeric' | 'lowercase' | 'hexadecimal'): string
}

/** Returns a stream that depends only on its seed. Creating one takes about a microsecond (alea). */
export function randomFrom(seed: string): Random {
  return new SeededRandom(seed)
}

/** A class, since a call has several, and a server can have thousands of open calls. */
class SeededRandom implements Random {
  /** The seed, until the first draw. */
  #state: string | seedrandom.State.Alea

  constructor(seed: string) {
    this.#state = seed
  }

  next(): number {
    if (typeof this.#state === 'string') this.#state = seedrandom.alea(this.#state, { state: true }).state()
    return nextOf(this.#state)
  }

  integer(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<Choice>(choices: readonly Choice[]): Choice {
    return choices[this.integer(0, choices.length - 1)]!
  }

  id(length: number, alphabet: Parameters<Random['id']>[1] = 'alphanumeric'): string {
    const letters = alphabet === 'alphanumeric' ? alphanumeric : alphabet === 'lowercase' ? lowercase : lowercase.slice(0, 16)
    let text = ''
    for (let place = 0; place < length; place++) text += letters[Math.floor(this.next() * letters.length)]!
    return text
  }
}

/**
 * Makes one step of Alea (https://github.com/davidbau/seedrandom/blob/released/lib/alea.js), which draws the same numbers as the generator
 * of the package. The state alone needs a quarter of the memory of the generator.
 */
function nextOf(state: seedrandom.State.Alea): number {
  const total = 2_091_639 * state.s0 + state.c * 2 ** -32
  state.s0 = state.s1
  state.s1 = state.s2
  state.c = Math.trunc(total)
  state.s2 = total - state.c
  return state.s2
}
