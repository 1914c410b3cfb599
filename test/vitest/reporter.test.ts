import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it, type TaskMeta, type TestAnnotation } from 'vitest'
import { writePages } from '../../scripts/bundle-page.ts'
import { readReport } from '../../src/report/files/report-file.ts'
import type { ReportData } from '../../src/report/data/report-data.ts'
import { vitestMain } from './vitest-command.ts'

/** What vitest knows of a test at the end. */
interface Noted {
  readonly meta: TaskMeta
  readonly annotations: readonly TestAnnotation[]
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const output = join(mkdtempSync(join(tmpdir(), 'brownout-')), 'out', 'report.html')
const startedAt = Date.now()
let printed: string
let report: ReportData
let noted: readonly Noted[]

/** Runs a file of tests with the reporter, as a user's own vitest would. */
beforeAll(async () => {
  if (!existsSync(join(root, 'dist/pages/report.js'))) await writePages()
  const { VITEST: _inside, BROWNOUT_SEED: _seed, ...env } = process.env
  printed = await new Promise<string>((resolve) => {
    const words = [vitestMain, 'run', '--config', 'test/vitest/suites/searched.config.ts']
    execFile(process.execPath, words, { cwd: root, env: { ...env, NO_COLOR: '1', REPORT_OUTPUT: output } }, (_error, out, err) =>
      resolve(out + err),
    )
  })
  report = readReport(output.replace('.html', '.json'))
  noted = JSON.parse(readFileSync(`${output}.noted.json`, 'utf8')) as Noted[]
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

  it('prints its path, and the share of what was tested that held', () => {
    expect(printed).toContain('brownout  1 finding in 1 search, score 0 (pairs held ÷ pairs tested = 0 ÷ 1)')
    expect(printed).toContain(`report  ${output}`)
  })

  it('writes HTML, JUnit and Markdown next to the JSON', () => {
    expect(readFileSync(output, 'utf8')).toContain("default-src 'none'")
    expect(readFileSync(output.replace('.html', '.xml'), 'utf8')).toContain('failures="1"')
    expect(readFileSync(output.replace('.html', '.md'), 'utf8')).toContain('answers &lt;b&gt;completely')
  })

  it('finds in the meta of a test what its searches found', () => {
    const [searched, other] = noted
    expect(searched!.meta.brownout!.searches).toEqual([
      {
        seed: expect.any(String) as string,
        file: expect.stringContaining('.brownout/searches/') as string,
        score: 0,
        findings: [
          {
            property: 'no-silent-truncation',
            title: 'A truncated answer is returned as complete',
            how: expect.stringContaining('was truncated after') as string,
            plan: ['truncated-stream { afterDeltas: 2, ending: "clean" } on every call'],
            replay: [expect.stringContaining('BROWNOUT_SEED='), expect.stringContaining('BROWNOUT_INCIDENT=')],
          },
        ],
      },
    ])
    expect(other!.meta).toEqual({})
  })

  it('leaves a test annotated with each finding, and its incident attached', () => {
    const [{ annotations }, other] = noted as [Noted, Noted]
    const lines = annotations.map(({ message }) => message.split('\n'))
    expect(lines).toEqual([
      [
        'A truncated answer is returned as complete (no-silent-truncation)',
        expect.stringContaining('was truncated after'),
        'With truncated-stream { afterDeltas: 2, ending: "clean" } on every call',
        expect.stringMatching(/^Replay: BROWNOUT_SEED=\S+ npx vitest run test\/vitest\/suites\/searched\.ts/),
      ],
    ])
    const { attachment, type } = annotations[0]!
    expect(type).toBe('brownout')
    expect(JSON.parse(Buffer.from(attachment!.body as string, 'base64').toString())).toMatchObject({ format: 'brownout-incident' })
    expect(other.annotations).toEqual([])
  })

  it('is shown by the GitHub reporter at the line of the search', () => {
    expect(printed).toMatch(/^::notice file=\S+searched\.ts,line=9,column=\d+,title=brownout::A truncated answer is returned as complete/m)
  })

  it('dates a search by the time of the world, and not of the test', () => {
    expect(Date.parse(report.searches[0]!.endedAt)).toBeGreaterThanOrEqual(startedAt)
  })
})
