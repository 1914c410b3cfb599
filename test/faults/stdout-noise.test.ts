import { expect } from 'vitest'
import { stdoutNoise } from '../../faults/stdout-noise.ts'
import { call, start, wait } from '../stdio/raw-child.ts'
import { test } from '../stdio/shop.ts'

const text = 'Loading...'
const answer = JSON.stringify({ jsonrpc: '2.0', id: 1, result: { content: [{ type: 'text', text: 'Ordered: lamp' }] } })

test.for([
  ['start', [text, answer]],
  ['line', [text, answer]],
  ['same-line', [`${text} ${answer}`]],
] as const)('%s', async ([where, expected], { chaos }) => {
  chaos.inject(stdoutNoise({ where, text }))
  const { lines, send } = start()
  await wait(1)
  expect(lines).toEqual(where === 'start' ? [text] : [])
  send(call(1))
  await wait(1)
  expect(lines).toEqual(expected)
  expect(chaos.journal).toHaveFired(stdoutNoise, { times: 1 })
})
