import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'

const namesIn = (folder: string, ending: string): string[] =>
  readdirSync(new URL(folder, import.meta.url)).flatMap((file) => (file.endsWith(ending) ? [file.slice(0, -ending.length)] : []))

it('every fault has a test file of its own', () => {
  const faults = namesIn('../../faults/', '.ts').filter((name) => name !== 'index' && name !== 'catalogue')
  const tests = new Set(namesIn('./', '.test.ts'))
  expect(faults.filter((name) => !tests.has(name))).toEqual([])
})
