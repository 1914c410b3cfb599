import { expect, it } from 'vitest'
import { whyNotStarted } from '../../../src/engine/base/why-not-started.ts'

it('names the reason', () => {
  expect(whyNotStarted(Object.assign(new Error('spawn npx ENOENT'), { code: 'ENOENT' }))).toBe('the command does not exist')
  expect(whyNotStarted(Object.assign(new Error('spawn EACCES'), { code: 'EACCES' }))).toBe('spawn EACCES')
})
