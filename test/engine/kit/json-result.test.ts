import { describe, expect, it } from 'vitest'
import { firstResult, resultLists, withResults } from '../../../src/engine/kit/json-result.ts'

const call = {
  operation: 'call-route',
  messages: [
    { role: 'assistant', parts: [{ type: 'tool-call', id: '', name: 'query', arguments: '{"body":{"include":["texts","scores"]}}' }] },
  ],
} as const

describe('the list of results', () => {
  it.for([
    ['is the only list', { total: 2, results: [{ id: 1 }, { id: 2 }] }, [['results']]],
    ['is the value itself', [{ id: 1 }], [[]]],
    ['is nearer to the root than others', { result: { points: [{ tags: ['a', 'b', 'c'] }] } }, [['result', 'points']]],
    ['is the longest of its level', { images: ['a'], results: ['b', 'c'] }, [['results']]],
    ['arrives in columns', { ids: ['a', 'b'], scores: [1, 2], total: 2 }, [['ids'], ['scores']]],
    [
      'arrives in rows of columns',
      { ids: [['a', 'b']], scores: [[1, 2]] },
      [
        ['ids', 0],
        ['scores', 0],
      ],
    ],
    ['is not what the call has sent', { ids: [['a', 'b', 'c']], include: ['texts', 'scores'] }, [['ids', 0]]],
    ['is not a vector', { vector: [0.1, 0.2, 0.3] }, []],
    ['is not there', { total: 0, results: [] }, []],
  ] as const)('%s', ([, value, paths]) => {
    expect(resultLists(value, call)).toEqual(paths)
  })

  it('has other items, in all of its columns', () => {
    const columns = { ids: ['a', 'b'], scores: [1, 2], total: 2 }
    expect(withResults(columns, call, (places) => places.toReversed())).toEqual({ ids: ['b', 'a'], scores: [2, 1], total: 2 })
    expect(withResults({ total: 0 }, call, () => [0])).toEqual({ total: 0 })
  })
})

describe('the first result', () => {
  it('is the first object of the list, or the value', () => {
    expect(firstResult({ results: [{ id: 1 }] }, call)).toEqual({ path: ['results', 0], value: { id: 1 } })
    expect(firstResult({ books: ['Emma'] }, call)).toEqual({ path: [], value: { books: ['Emma'] } })
    expect(firstResult(['Emma'], call)).toBeUndefined()
  })
})
