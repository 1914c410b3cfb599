import { describe, expect, it } from 'vitest'
import { inProcess } from './in-process.ts'

describe('a number on the command line', () => {
  it.each([
    [['serve', '--port', '0x50'], 'Expected a number from 0 to 65535.'],
    [['serve', '--port', '1e3'], 'Expected a number from 0 to 65535.'],
    [['serve', '--port', ' 80 '], 'Expected a number from 0 to 65535.'],
    [['serve', '--grace', '999999999h'], 'expected a duration of at most "8760h" (a year).'],
    [['serve', '--host', ''], 'Expected a text that is not empty.'],
    [['serve', '--token', ' '], 'Expected a text that is not empty.'],
    [['explore', './app.ts', '--runs', '999999999999999999999'], 'Expected an integer from 1 to 1,000,000.'],
    [['matrix', '--concurrency', '1e9', '--', 'node'], 'Expected an integer from 1 to 100.'],
    [['demo', '--customer', 'abc'], 'Expected an integer of at least 1.'],
    [['control', 'journal', '--last', '0x10'], 'Expected an integer of at least 1.'],
  ] as const)('or a text that is not valid is refused: %j', async (words, message) => {
    const { code, err } = await inProcess(...words)
    expect([code, err]).toEqual([2, expect.stringContaining(message)])
  })
})
