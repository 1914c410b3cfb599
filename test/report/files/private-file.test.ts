import {
  closeSync,
  lstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { writePrivate } from '../../../src/report/files/private-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'brownout-private-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('replaces a file at once, so that no reader finds a part of it', () => {
  const path = join(folder, 'incident.json')
  writeFileSync(path, 'the former text', { mode: 0o644 })
  const former = openSync(path, 'r')
  writePrivate(path, 'the new text')
  expect([readFileSync(former, 'utf8'), readFileSync(path, 'utf8')]).toEqual(['the former text', 'the new text'])
  closeSync(former)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['incident.json'])
})

it('writes through a link', () => {
  const link = join(folder, 'link.json')
  symlinkSync(join(folder, 'target.json'), link)
  writePrivate(link, 'text')
  expect(lstatSync(link).isSymbolicLink()).toBe(true)
  expect(readFileSync(join(folder, 'target.json'), 'utf8')).toBe('text')
})

it('reports what cannot be written', () => {
  expect(() => writePrivate(folder, 'text')).toThrow(`EISDIR: illegal operation on a directory, open '${folder}'`)
  const path = join(folder, 'missing', 'incident.json')
  expect(() => writePrivate(path, 'text')).toThrow(`ENOENT: no such file or directory, open '${path}'`)
})
