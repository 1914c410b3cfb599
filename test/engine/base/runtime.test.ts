import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkNode } from '../../../src/engine/base/runtime.ts'

describe('the version of Node', () => {
  it.each(['18.20.0', '20.20.2', '22.11.0'])('%s is too old', (version) => {
    expect(() => checkNode(version)).toThrow(`brownout needs Node 22.12 or newer, and this is Node ${version}.`)
  })

  it.each(['22.12.0', '24.0.0', '26.1.0', undefined])('%s is not', (version) => {
    expect(() => checkNode(version)).not.toThrow()
  })

  it.each(['src/index.ts', 'src/kit.ts', 'src/property/index.ts', 'src/server/index.ts', 'src/vitest/index.ts', 'src/cli/main.ts'])(
    'is checked by %s before anything else is imported',
    (entry) => {
      const [first] = readFileSync(new URL(`../../../${entry}`, import.meta.url), 'utf8').match(/^(import|export) .*'.*'$/m) ?? []
      expect(first).toMatch(/^import '.*engine\/base\/runtime\.ts'$/)
    },
  )
})
