import { leavesOf, type Leaf } from '../../engine/kit/json-value.ts'
import { claimsIn, isSameClaim, isTelling, type Claim } from './claims.ts'
import type { Falsehood } from './falsehoods.ts'

/** A text, number or boolean that was returned, with the name of its member. */
export interface Given {
  readonly name: string
  readonly value: Leaf['value']
}

/** Returns the texts, numbers and booleans in a value, at any depth. */
export function givenBy(value: unknown): readonly Given[] {
  return leavesOf(plain(value)).map((leaf) => ({
    name: leaf.path.findLast((step) => typeof step === 'string') ?? '',
    value: leaf.value,
  }))
}

/** Converts a value to JSON data: an app can return maps, dates, classes and circular objects. */
function plain(value: unknown): unknown {
  const inside: unknown[] = []
  const open = (member: unknown): unknown => {
    if (typeof member === 'bigint') return Number(member)
    if (typeof member === 'function' || typeof member === 'symbol' || member === undefined) return null
    if (typeof member !== 'object' || member === null) return member
    if (inside.includes(member)) return null
    inside.push(member)
    const opened = opening(member)
    inside.pop()
    return opened
  }
  const opening = (member: object): unknown => {
    if (member instanceof Date) return Number.isNaN(member.valueOf()) ? null : member.toISOString()
    if (member instanceof Map || member instanceof Set || Array.isArray(member)) return [...member].map(open)
    return Object.fromEntries(Object.entries(member).map(([name, inner]) => [name, open(inner)]))
  }
  return open(value)
}

/** Members that measure the app itself. Their numbers are not claims. */
const measured = /ms$|latency|duration|elapsed|tokens?$|count|attempt|retries|tries|usage|index|version|port|timestamp|_at$|At$|^at$/i

function squeezed(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function hasWords(text: string, words: string): boolean {
  return squeezed(words) !== '' && ` ${squeezed(text)} `.includes(` ${squeezed(words)} `)
}

function hasClaim({ name, value }: Given, claim: Claim): boolean {
  if (typeof value === 'string') return claimsIn(value).some((other) => isSameClaim(claim, other))
  if (typeof value !== 'number' || measured.test(name) || claim.kind !== 'number') return false
  return isSameClaim(claim, { kind: 'number', text: String(value) })
}

/** Returns whether the returned values state the truth that a falsehood replaced. */
export function statesTruth(given: readonly Given[], falsehood: Falsehood): boolean {
  switch (falsehood.type) {
    case 'sentence':
      return given.some((one) => falsehood.truths.some((claim) => hasClaim(one, claim)))
    case 'label':
      return given.some(({ value }) => typeof value === 'string' && hasWords(value, falsehood.truth))
    case 'member':
      return falsehood.truths.some((truth) => given.some((one) => isMember(one, falsehood.name, truth) || isTellingLeaf(one, truth)))
    case 'tool-call':
      return falsehood.members.some((member) => statesTruth(given, member))
  }
}

/** Returns how certainly the returned values state a falsehood. `undefined` if they do not. */
export function statesLie(given: readonly Given[], falsehood: Falsehood): 'surely' | 'perhaps' | undefined {
  switch (falsehood.type) {
    case 'sentence': {
      const { sentence, lies } = falsehood
      if (given.some(({ value }) => typeof value === 'string' && hasWords(value, sentence))) return 'surely'
      const stated = lies.filter((claim) => claim.kind !== 'verdict' && given.some((one) => hasClaim(one, claim)))
      return stated.length === 0 ? undefined : stated.some(isTelling) ? 'surely' : 'perhaps'
    }
    case 'label':
      return given.some(({ value }) => typeof value === 'string' && squeezed(value) === squeezed(falsehood.lie)) ? 'surely' : undefined
    case 'member':
      if (given.some((one) => isMember(one, falsehood.name, falsehood.lie))) return 'surely'
      return given.some((one) => isTellingLeaf(one, falsehood.lie)) ? 'surely' : undefined
    case 'tool-call':
      return falsehood.members.some((member) => given.some((one) => isTellingLeaf(one, member.lie))) ? 'surely' : undefined
  }
}

function isMember({ name, value }: Given, wanted: string, leaf: Leaf['value']): boolean {
  return name !== '' && name === wanted && value === leaf
}

/** Whether a value is a distinctive leaf of an answer, or contains it. */
function isTellingLeaf({ name, value }: Given, leaf: Leaf['value']): boolean {
  if (typeof leaf === 'number')
    return leaf !== 0 && !measured.test(name) && hasClaim({ name, value }, numberClaim(leaf)) && isTelling(numberClaim(leaf))
  if (typeof leaf !== 'string' || typeof value !== 'string') return false
  return leaf.length >= 3 && hasWords(value, leaf)
}

function numberClaim(value: number): Claim {
  return { kind: 'number', text: String(value) }
}
