import { describe, expect, it } from 'vitest'
import { irrelevantContext, paraphrase, reorderedContext } from '../../../src/property/index.ts'

const seeds = Array.from({ length: 50 }, (_, index) => `seed ${index}`)
const question = 'I cannot find order A-77. What is its state, and is it not paid?'
const documents = ['Orders leave on Mondays.', 'Refunds take 30 days.', 'Berlin is our hub.']

describe('paraphrase', () => {
  it('keeps the meaning in other words, and is the same again for a seed', () => {
    for (const seed of seeds) {
      const other = paraphrase(question, seed)
      expect(other).not.toBe(question)
      expect(other).toContain('order A-77')
      expect(other).toMatch(/cannot|can't/)
      expect(paraphrase(question, seed)).toBe(other)
    }
    expect(new Set(seeds.map((seed) => paraphrase(question, seed))).size).toBeGreaterThan(10)
  })
})

describe('reorderedContext', () => {
  it('keeps the pieces and never their order', () => {
    for (const seed of seeds) {
      const order = reorderedContext(documents, seed)
      expect(order).not.toEqual(documents)
      expect(order.toSorted()).toEqual(documents.toSorted())
      expect(reorderedContext(documents, seed)).toEqual(order)
    }
  })

  it('leaves a single piece alone', () => {
    expect(reorderedContext(['one'], 'tuesday')).toEqual(['one'])
    expect(reorderedContext([], 'tuesday')).toEqual([])
  })
})

describe('irrelevantContext', () => {
  it('keeps the pieces in their order, with others between them', () => {
    for (const seed of seeds) {
      const mixed = irrelevantContext(documents, seed, 3)
      expect(mixed).toHaveLength(6)
      expect(mixed.filter((piece) => documents.includes(piece))).toEqual(documents)
      expect(irrelevantContext(documents, seed, 3)).toEqual(mixed)
    }
  })
})
