import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { writePages } from '../../scripts/bundle-page.ts'
import { readReport } from '../../src/report/files/report-file.ts'
import type { ReportData } from '../../src/report/data/report-data.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const output = join(mkdtempSync(join(tmpdir(), 'brownout-')), 'out', 'report.html')
const startedAt = Date.now()
let printed: string
let report: ReportData

/** Runs a file of tests with the reporter, as a user's own vitest would. */
beforeAll(async () => {
  if (!existsSync(join(root, 'dist/pages/report.js'))) await writePages()
  const { VITEST: _inside, BROWNOUT_SEED: _seed, ...env } = process.env
  printed = await new Promise<string>((resolve) => {
    const words = ['vitest', 'run', '--config', 'test/vitest/suites/searched.config.ts']
    execFile('npx', words, { cwd: root, env: { ...env, NO_COLOR: '1', REPORT_OUTPUT: output } }, (_error, out, err) => resolve(out + err))
  })
  report = readReport(output.replace('.html', '.json'))
}, 60_000)

describe('the reporter', () => {
  it('writes a report about every search of the run', () => {
    expect(report.searches).toHaveLength(1)
    expect(report.searches[0]).toMatchObject({
      title: 'answers <b>completely</b>',
      file: 'test/vitest/suites/searched.ts',
      all: false,
      findings: [
        {
          rule: 'no-silent-truncation',
          replay: [expect.stringContaining('npx vitest run test/vitest/suites/searched.ts'), expect.stringContaining('BROWNOUT_INCIDENT=')],
        },
      ],
    })
  })

  it('says where it is, and how much of what was tested held', () => {
    expect(printed).toContain('brownout  1 finding in 1 search, score 0 (pairs held ÷ pairs tested = 0 ÷ 1)')
    expect(printed).toContain(`report  ${output}`)
  })

  it('writes HTML, JUnit and Markdown beside the JSON', () => {
    expect(readFileSync(output, 'utf8')).toContain("default-src 'none'")
    expect(readFileSync(output.replace('.html', '.xml'), 'utf8')).toContain('failures="1"')
    expect(readFileSync(output.replace('.html', '.md'), 'utf8')).toContain('answers &lt;b&gt;completely')
  })

  it('dates a search by the time of the world, and not of the test', () => {
    expect(Date.parse(report.searches[0]!.endedAt)).toBeGreaterThanOrEqual(startedAt)
  })
})
