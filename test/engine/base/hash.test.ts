import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, digest } from '../../../src/engine/base/hash.ts'

/** The same value with the keys of its objects in another order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, member]) => [name, reversed(member)]),
  )
}

describe('canonicalJson', () => {
  it('does not depend on the order of keys', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => canonicalJson(reversed(value)) === canonicalJson(value)))
  })

  it('is JSON of the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('omits undefined members, as JSON does', () => {
    expect(canonicalJson({ b: undefined, a: [undefined] })).toBe('{"a":[null]}')
  })
})

describe('digest', () => {
  it('is 16 hexadecimal digits', () => {
    fc.assert(fc.property(fc.string(), (text) => /^[0-9a-f]{16}$/.test(digest(text))))
  })

  it('differs if the texts do', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 20 }),
        (texts) => new Set(texts.map(digest)).size === texts.length,
      ),
    )
  })

  it('stays the same from one version to the next, since seeds depend on it', () => {
    expect([digest(''), digest('tuesday')]).toMatchInlineSnapshot(`
      [
        "1aee8d83488bdcb8",
        "31110bacfc1531d7",
      ]
    `)
  })
})
