import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { licenseComment } from '../../scripts/bundled-licenses.ts'

const own = fileURLToPath(new URL('../../src/report/page/main.tsx', import.meta.url))
const moduleOf = (name: string): string => fileURLToPath(import.meta.resolve(name))

/** The path of a module of a package with these files. */
function installed(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'brownout-licenses-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const place = join(folder, 'node_modules/@made/up')
  mkdirSync(join(place, 'lib'), { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(place, name), text)
  return join(place, 'lib/index.js')
}

it('has the copyright and the terms of each package in a bundle once', () => {
  const comment = licenseComment([own, moduleOf('preact'), moduleOf('preact/hooks'), moduleOf('zod'), moduleOf('d3-scale')])
  const counted = (text: RegExp): number => [...comment.matchAll(text)].length
  expect(counted(/^preact \d.*: Copyright \(c\) 2015-present Jason Miller$/gm)).toBe(1)
  expect(counted(/^zod \d.*: Copyright \(c\) 2025 Colin McDonnell$/gm)).toBe(1)
  expect(counted(/^d3-scale \d.*: Copyright .* Mike Bostock$/gm)).toBe(1)
  expect(counted(/Permission is hereby granted, free of charge/g)).toBe(1)
  expect(counted(/Permission to use, copy, modify/g)).toBe(1)
  expect(comment).toMatch(/^\/\*![^*]*\*\/\n$/)
})

it.for<[why: string, files: Record<string, string>, message: string]>([
  [
    'a license that requires more',
    { 'package.json': '{"name":"@made/up","version":"1.0.0","license":"GPL-3.0"}', LICENSE: 'Copyright A' },
    'its license is GPL-3.0',
  ],
  ['no license text', { 'package.json': '{"name":"@made/up","version":"1.0.0","license":"MIT"}' }, 'its license is MIT, in no file'],
  [
    'a text without an owner',
    { 'package.json': '{"name":"@made/up","version":"1.0.0","license":"MIT"}', 'license.md': 'MIT' },
    'license.md names no owner of the copyright',
  ],
])('refuses %s', ([, files, message]) => {
  expect(() => licenseComment([installed(files)])).toThrow(`@made/up 1.0.0 cannot be bundled: ${message}`)
})
