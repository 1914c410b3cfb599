import { describe, expect, it } from 'vitest'
import { readDocstring } from '../../docs/generate/api/docstring.ts'
import { subpaths } from '../../docs/generate/api/index.ts'
import { exportsOf } from '../../docs/generate/api/module.ts'
import { kindOf, membersOf, signatureOf } from '../../docs/generate/api/signature.ts'

const all = subpaths()

function declaredAt(file: string, name: string) {
  return exportsOf(file).find((declared) => declared.name === name)!
}

it.each(all)('the reference of $name describes each export', ({ declared }) => {
  const byName = Map.groupBy(declared, (one) => one.name)
  const bare = [...byName].filter(([, overloads]) => overloads.every(({ docstring }) => readDocstring(docstring).description === ''))
  expect(bare.map(([name]) => name)).toEqual([])
})

// The kit has many small operators whose signature is example enough.
it.each(all.filter(({ name }) => name !== 'brownout/kit'))('the reference of $name has an example for each function', ({ declared }) => {
  const functions = declared.filter((one) => kindOf(one) === 'function')
  const bare = functions.filter(({ docstring }) => readDocstring(docstring).examples.length === 0)
  expect(bare.map(({ name }) => name)).toEqual([])
})

describe('a signature', () => {
  it('is a function without its body, re-exported or not', () => {
    expect(signatureOf(declaredAt('src/index.ts', 'milliseconds'))).toBe('function milliseconds(duration: Duration): number')
  })

  it('lists the values of a type that names them by a constant', () => {
    expect(signatureOf(declaredAt('src/index.ts', 'Sticky'))).toBe("type Sticky = 'request' | 'conversation' | 'model' | 'provider'")
  })

  it('has the public members of a class, without their bodies', () => {
    const members = membersOf(declaredAt('src/index.ts', 'Injection'))
    expect(members.find((member) => member.name === 'first')?.type).toBe('first(count: number): Injection')
    expect(members.map((member) => member.name).filter((member) => member.startsWith('#'))).toEqual([])
  })
})

describe('a docstring', () => {
  it('is read by its tags', () => {
    const text = '*\n * Waits.\n * Longer.\n * @param time in ms\n * @throws Error if it cannot\n * @example\n * wait(1)\n *   .then()\n '
    expect(readDocstring(text)).toEqual({
      description: 'Waits. Longer.',
      parameters: [{ name: 'time', text: 'in ms' }],
      returns: undefined,
      throws: ['Error if it cannot'],
      examples: ['wait(1)\n  .then()'],
      see: [],
    })
  })

  it('does not become HTML', () => {
    expect(readDocstring('* A <b> and `Map<a>`, or {{ x }}. ').description).toBe(String.raw`A \<b> and ${'`Map<a>`'}, or \{\{ x \}\}.`)
  })
})
