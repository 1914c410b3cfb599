import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { shaped } from '../../src/answers/schema/index.ts'
import { randomFrom } from '../../src/engine/base/random.ts'
import type { JsonSchema } from '../../src/engine/model/call.ts'

const shapedBy = (schema: object): unknown => shaped(schema as JsonSchema, randomFrom('tuesday'))

describe('a text that would take too long', () => {
  it.each<[string, object, RegExp]>([
    ['is not made for a large repetition', { pattern: 'a{1000000000}' }, /within 100,000 steps/],
    ['is not made for a large repetition of nothing', { pattern: '(){1000000000}' }, /within 100,000 steps|more than 100000 characters/],
    ['is not made for nested repetitions', { pattern: '(((a{99}){99}){99}){99}' }, /within 100,000 steps|more than 100000 characters/],
    ['is not made for a length', { minLength: 1e9 }, /more than 100000 characters/],
    ['is not searched for by trial and error', { pattern: '^(a|a)*(?=b)c$', minLength: 40 }, /it can take too long/],
  ])('%s', (_, keywords, message) => {
    expect(() => shapedBy({ type: 'string', ...keywords })).toThrow(message)
  })

  it('is checked in linear time', () => {
    const endless = `${'a'.repeat(50_000)}!`
    for (const pattern of ['^(a+)+$', '^(a|a)*$', 'a*a*a*a*a*b', '^(?=a)(a|a)+$', '(a*)*c'])
      expect(() => shapedBy({ enum: [endless], pattern })).toThrow('none was found that its "enum" allows')
  })

  it('is not checked if no way is linear', () => {
    expect(() => shapedBy({ enum: ['a'.repeat(50)], pattern: '^(a|aa)*(?<=b)c$' })).toThrow('it can take too long')
  })
})

describe('a pattern with look-aheads', () => {
  it.each([z.email(), z.iso.duration(), z.string().regex(/^(?=.*\d)(?=.*[A-Z])(?!.*\s)[\w!]{8,}$/)])('has a text: %#', (schema) => {
    const { $schema: _, ...keywords } = z.toJSONSchema(schema)
    expect(schema.safeParse(shapedBy(keywords)).success).toBe(true)
  })

  it('keeps their meaning, also for texts that need another expression', () => {
    const pattern = '^(?!b)(?=.*c)(a|b|c)+$'
    const fitting = `${'a'.repeat(200)}c`
    for (const wrong of [`b${fitting}`, 'a'.repeat(200), `${fitting}d`])
      expect(() => shapedBy({ enum: [wrong], pattern })).toThrow('none was found')
    expect(shapedBy({ enum: [fitting], pattern })).toBe(fitting)
  })
})
