import { describe, expect } from 'vitest'
import { invalidToolArguments } from '../../faults/invalid-tool-arguments.ts'
import { invalidKinds, unparseableKinds } from '../../src/engine/kit/broken-json.ts'
import { violationOf } from '../../src/engine/kit/schema/violation.ts'
import { underSeeds } from './bench.ts'
import { order, orderSchema, structured, test } from './structured.ts'
import { said, test as toolTest, toolClients } from './tools.ts'

const toolCalls = structured.filter(({ name }) => name.includes('tool call'))

describe.for(toolCalls)('invalidToolArguments in $name', ({ ask }) => {
  test.for(unparseableKinds)('cannot be parsed: %s', async (kind, { chaos }) => {
    chaos.inject(invalidToolArguments({ kind }))
    const text = await ask()
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError)
    expect(chaos.journal.calls).toMatchObject([
      { ending: 'complete', truth: `file_order(${JSON.stringify(order)})`, received: `file_order(${text})` },
    ])
  })

  // An order holds no object that could be sent as text.
  test.for(invalidKinds.filter((kind) => kind !== 'object-as-text'))('do not fit the schema: %s', async (kind, { chaos }) => {
    chaos.inject(invalidToolArguments({ kind }))
    expect(violationOf(JSON.parse(await ask()), orderSchema)).toBeDefined()
    expect(chaos.journal).toHaveFired('invalid-tool-arguments')
  })

  test('are truncated if they cannot be broken in the requested way', async ({ chaos }) => {
    chaos.inject(invalidToolArguments({ kind: 'object-as-text' }))
    const text = await ask()
    expect(JSON.stringify(order).startsWith(text)).toBe(true)
    expect(text.length).toBeLessThan(JSON.stringify(order).length)
  })

  test('can be missing', async ({ chaos }) => {
    chaos.inject(invalidToolArguments({ kind: 'empty' }))
    expect(await ask()).toBe('')
    expect(chaos.journal).toHaveFired('invalid-tool-arguments')
  })

  test('lack a field by default, drawn by the seed', async ({ chaos }) => {
    const bySeed = await underSeeds(chaos, invalidToolArguments(), ask)
    expect(await underSeeds(chaos, invalidToolArguments(), ask)).toEqual(bySeed)
    for (const text of bySeed) expect(Object.keys(JSON.parse(text) as object)).toHaveLength(3)
    expect(new Set(bySeed).size).toBeGreaterThan(1)
  })
})

describe('invalidToolArguments', () => {
  toolTest('does not fire if no tool is called', async ({ chaos }) => {
    chaos.inject(invalidToolArguments())
    expect((await toolClients[0]!.turn({ tools: [] })).text).toBe(said)
    expect(chaos.neverFired).toHaveLength(1)
  })
})
