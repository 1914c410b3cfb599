import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { brownout, openai } from '../../src/index.ts'
import { inProcess } from './in-process.ts'

const folder = mkdtempSync(join(tmpdir(), 'brownout-hostile-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('an incident file from someone else', () => {
  it('cannot control the terminal, and its path is one word of the printed command', async () => {
    const file = join(folder, 'a $(touch b).json')
    writeFileSync(file, JSON.stringify({ ...brownout({ providers: [openai()] }).incident(), seed: 'tuesday\u001B[2J\u009B2J' }))
    const { code, err } = await inProcess('replay', file)
    expect(code).toBe(0)
    expect(err).toContain(String.raw`seed "tuesday\u001b[2J\u009b2J"`)
    expect(err).toContain(`brownout replay '${file}' -- npx vitest run`)
  })
})
