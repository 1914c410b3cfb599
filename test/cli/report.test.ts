import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { writePages } from '../../scripts/bundle-page.ts'
import { report } from '../../src/cli/report.ts'
import { readReport } from '../../src/report/files/report-file.ts'
import { writeSearch } from '../../src/report/files/search-file.ts'
import { run, search } from '../report/sample.ts'

const folder = mkdtempSync(join(tmpdir(), 'brownout-'))
const [file, output] = [join(folder, 'search.json'), join(folder, 'report.html')]
const json = output.replace('.html', '.json')
const mended = search({ endedAt: '2026-11-27T10:00:00.000Z', findings: [], runs: [run({ verdicts: 'hi' })] })
let printed: string[]

/** Runs the command, and keeps what it prints. */
async function reported(other: Partial<Parameters<typeof report>[1]> = {}): Promise<void> {
  printed = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line))
  await report([file], { output, ...other })
}

beforeAll(async () => {
  if (!existsSync(fileURLToPath(new URL('../../dist/pages/report.js', import.meta.url)))) await writePages()
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

describe('brownout report', () => {
  it('writes four files, and compares with those that it replaces', async () => {
    vi.stubEnv('GITHUB_ACTIONS', '')
    writeSearch(file, search())
    await reported()
    expect(printed).toEqual([
      '✕ answers a question: 1 finding, score 0 (pairs held ÷ pairs tested = 0 ÷ 1)',
      `Written: ${['html', 'json', 'xml', 'md'].map((end) => output.replace('html', end)).join(', ')}`,
    ])
    expect(readReport(json)).not.toHaveProperty('former')

    writeSearch(file, mended)
    await reported()
    expect(readReport(json).former).toMatchObject([{ violated: ['whole-answers'] }])
    // Written again, it is compared with the same.
    await reported()
    expect(readReport(json).former).toMatchObject([{ violated: ['whole-answers'] }])
  })

  it('reports to GitHub: annotations, and the summary of the job', async () => {
    writeSearch(file, search())
    const summary = join(folder, 'summary.md')
    writeFileSync(summary, 'before\n')
    vi.stubEnv('GITHUB_STEP_SUMMARY', summary)
    await reported({ github: true })
    expect(printed.at(-1)).toMatch(/^::error file=test\/ask\.test\.ts,/)
    expect(readFileSync(summary, 'utf8')).toMatch(/^before\n# brownout\n/)
  })

  it('describes the error in its input', async () => {
    await expect(report([join(folder, 'none.json')], { output })).rejects.toThrow('the file does not exist')
    await expect(report([file], { output: join(folder, 'report.pdf') })).rejects.toThrow('expected a name that ends with .html')
    await expect(report([file], { output, since: file })).rejects.toThrow('it is not the JSON of a report')
  })
})
