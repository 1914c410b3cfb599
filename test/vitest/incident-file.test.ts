import { mkdirSync, writeFileSync } from 'node:fs'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { brownout, openai } from '../../src/index.ts'
import { IncidentFile } from '../../src/vitest/incident-file.ts'

vi.mock('node:fs')
beforeEach(() => vi.resetAllMocks())

const { incident } = brownout({ seed: 'tuesday', providers: [openai()] })

describe('the incident file of a test', () => {
  it('is one for each incident that is kept', (context) => {
    const file = new IncidentFile(context)
    const lines = [file.keep(incident()), file.keep(incident())]
    const paths = vi.mocked(writeFileSync).mock.calls.map(([path]) => path)
    expect(paths).toEqual([expect.stringMatching(/-tuesday\.json$/), expect.stringMatching(/-tuesday-2\.json$/)])
    expect(lines.map((line) => line!.split(' ')[0])).toEqual(paths.map((path) => `BROWNOUT_INCIDENT=${path as string}`))
  })

  it('is none if it cannot be written, also after one that was', (context) => {
    const file = new IncidentFile(context)
    file.keep(incident())
    vi.mocked(mkdirSync).mockImplementation(() => {
      throw new Error('no room left')
    })
    expect(file.keep(incident())).toBeUndefined()
    expect(file.trouble).toContain('-tuesday-2.json: no room left')
  })
})
