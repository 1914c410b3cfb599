import { expect, it } from 'vitest'
import { carriageReturns } from '../../faults/index.ts'
import type { ChunkItem } from '../../src/engine/model/frame.ts'
import type { FaultContext } from '../../src/engine/model/fault.ts'

const encoder = new TextEncoder()

/** The text of a body of some content type, under the fault. */
function textUnder(contentType: string, lines: 'crlf' | 'cr'): string {
  const items: ChunkItem[] = [
    { type: 'head', status: 200, headers: { 'content-type': contentType } },
    { type: 'chunk', bytes: encoder.encode('{"a":1}\n{"b":2}\n'), frames: [] },
  ]
  const { fault } = carriageReturns({ lines })
  const fired = [...fault.transport!(items, { parameters: { lines } } as unknown as FaultContext<{ lines: 'crlf' | 'cr' }>)]
  return fired.flatMap((item) => (item.type === 'chunk' ? [new TextDecoder().decode(item.bytes)] : [])).join('')
}

it.for(['text/event-stream; charset=utf-8', 'application/x-ndjson'])('carriage-returns ends the lines of %s', (contentType) => {
  expect(textUnder(contentType, 'crlf')).toBe('{"a":1}\r\n{"b":2}\r\n')
  expect(textUnder(contentType, 'cr')).toBe('{"a":1}\r{"b":2}\r')
})

it('carriage-returns leaves a body as it is', () => {
  expect(textUnder('application/json', 'crlf')).toBe('{"a":1}\n{"b":2}\n')
})
