import { expect, it } from 'vitest'
import { whyNotStarted } from '../../../src/engine/base/why-not-started.ts'

it('names what Windows can start, if the program does not exist', () => {
  const missing = Object.assign(new Error('spawn npx ENOENT'), { code: 'ENOENT' })
  expect(whyNotStarted(missing, 'win32')).toContain('such as npx.cmd: name the program, as in node node_modules/vitest/vitest.mjs')
  expect(whyNotStarted(missing, 'linux')).toBe('the command does not exist')
  expect(whyNotStarted(Object.assign(new Error('spawn EACCES'), { code: 'EACCES' }), 'win32')).toBe('spawn EACCES')
})
