import { expect, it } from 'vitest'
import { messageIn } from '../../src/program-matrix/seen.ts'

it.each([
  ['', '', undefined],
  ['part of an answer\n', '', 'part of an answer'],
  ['', 'Thinking\nThe model is overloaded.\nSee the log\n', 'The model is overloaded.'],
  [
    '',
    'file:///app/error.mjs:62\n  throw new RateLimitError(1);\n\nRateLimitError: 429 Slow down\n    at ask\n',
    'RateLimitError: 429 Slow down',
  ],
  ['', 'C:\\app\\error-page.js:62\n  throw failure;\n\nThe quota is used up\n', 'The quota is used up'],
  ['', `\u001B[31mError: ${'x'.repeat(200)}\u001B[0m`, `Error: ${'x'.repeat(152)}…`],
])('finds what a user sees of a failure in %j and %j', (stdout, stderr, message) => {
  expect(messageIn({ stdout, stderr })).toBe(message)
})

it('leaves out what the run without faults printed, too', () => {
  const usual = { stdout: 'Error while looking for updates\nYour parcel leaves tonight\n', stderr: '' }
  expect(messageIn({ stdout: 'Error while looking for updates\nRate Limit Exceeded\n', stderr: '' }, usual)).toBe('Rate Limit Exceeded')
})
