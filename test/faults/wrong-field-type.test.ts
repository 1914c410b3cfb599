import { expect } from 'vitest'
import { wrongFieldType } from '../../faults/wrong-field-type.ts'
import { searchUnder, test } from '../providers/http/library.ts'

test('makes a number a text', async ({ chaos }) => {
  expect(await searchUnder(chaos, wrongFieldType({ field: 'total' }))).toMatchObject({ total: '3' })
})

test('draws the member by seed', async ({ chaos }) => {
  const texts = JSON.stringify(await searchUnder(chaos, wrongFieldType())).match(/"(?:0\.\d+|false|3)"/g)
  expect(texts).toHaveLength(1)
})
