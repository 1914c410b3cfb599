import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { alternatives, firstIssue, placeOf, valueAt } from '../../../src/providers/dialect/issue.ts'

const part = z.union([z.object({ type: z.literal('text'), text: z.string() }), z.object({ type: z.literal('image'), url: z.string() })])
const body = z.object({ parts: z.array(part) })

describe('firstIssue', () => {
  const error = body.safeParse({ parts: [{ type: 'image', url: 7 }] }).error!

  it('goes into the branch of a union that was meant', () => {
    const { issue, path } = firstIssue(error, (branches) => branches.find(([first]) => first!.path[0] !== 'type')?.[0])
    expect(path).toEqual(['parts', 0, 'url'])
    expect(issue.code).toBe('invalid_type')
  })

  it('stops at the union if no branch was meant', () => {
    const { issue, path } = firstIssue(error, () => undefined)
    expect(path).toEqual(['parts', 0])
    expect(issue.code).toBe('invalid_union')
  })
})

describe('a place in a body', () => {
  it('is written with brackets and dots', () => {
    expect(placeOf(['messages', 0, 'content'])).toBe('messages[0].content')
    expect(placeOf([])).toBe('')
  })

  it('has a value, or none', () => {
    expect(valueAt(['messages', 0, 'content'], { messages: [{ content: 'hi' }] })).toBe('hi')
    expect(valueAt(['messages', 0, 'content'], { messages: null })).toBeUndefined()
  })
})

it.each([
  [[], ''],
  [['a'], "'a'"],
  [['a', 'b'], "'a' or 'b'"],
  [['a', 'b', 3], "'a', 'b' or '3'"],
])('lists the alternatives %j', (values, text) => {
  expect(alternatives(values)).toBe(text)
})
