import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { reportHtml } from '../../../src/report/files/report-html.ts'
import { readReport } from '../../../src/report/files/report-file.ts'
import { readSearch, writeSearch } from '../../../src/report/files/search-file.ts'
import { finding, report, rule, search, story } from '../sample.ts'

const folder = mkdtempSync(join(tmpdir(), 'brownout-'))
const written = (text: string): string => {
  const path = join(folder, 'other.json')
  writeFileSync(path, text)
  return path
}

describe('the file of a search', () => {
  it('is read as it was written, and only its owner can read it', () => {
    const path = join(folder, 'searches', 'one.json')
    writeSearch(path, search())
    expect(readSearch(path)).toEqual(search())
    expect(statSync(path).mode & 0o077).toBe(0)
  })

  it('is refused in one sentence if it is something else', () => {
    expect(() => readSearch(join(folder, 'none.json'))).toThrow('none.json": the file does not exist.')
    expect(() => readSearch(written('{'))).toThrow(/Cannot read ".*other\.json": .*JSON/)
    expect(() => readSearch(written('null'))).toThrow('its "format" is missing, expected "brownout-search".')
    expect(() => readSearch(written('{"format":"brownout-incident"}'))).toThrow('replay it with "brownout replay"')
    expect(() => readSearch(written('{"format":"brownout-report"}'))).toThrow('use --since')
    expect(() => readSearch(written('{"format":"brownout-search","version":7}'))).toThrow(
      'its version is 7, and this brownout reads version 1.',
    )
  })

  it('is refused with the place of what is wrong in it', () => {
    const text = (other: object): string => JSON.stringify({ format: 'brownout-search', version: 1, ...search(), ...other })
    expect(() => readSearch(written(text({ seed: 7 })))).toThrow(/expected string.*\n.*seed/)
    expect(() => readSearch(written(text({ faults: [] })))).toThrow('a run names a fault that is not among "faults"')
    const code = [{ ...rule('a'), statement: { type: 'script', props: {} } }]
    expect(() => readSearch(written(text({ rules: code })))).toThrow(/rules\[0\]\.statement/)
  })
})

describe('the file of a report', () => {
  it('is read to be compared with', () => {
    expect(readReport(written(JSON.stringify(report())))).toEqual(report())
    expect(() => readReport(written('{}'))).toThrow('it is not the JSON of a report')
  })
})

describe('the page', () => {
  const parts = { script: 'run()', style: 'a{}' }
  const attack = '</script><script>alert(1)</script><!--<img src=x onerror=alert(1)>'

  it('allows its own script and style and nothing else', () => {
    const html = reportHtml(report(), parts)
    expect(html).toContain("default-src 'none'; script-src 'sha256-")
    expect(html).not.toContain('unsafe-inline')
    expect(html.match(/<script/g)).toHaveLength(2)
  })

  it('keeps data from becoming markup', () => {
    const hostile = search({ title: attack, seed: attack, findings: [finding('whole-answers', { how: attack, stories: [story()] })] })
    const html = reportHtml(report([hostile]), parts)
    expect(html.match(/<script/g)).toHaveLength(2)
    expect(html).not.toContain('<img')
    const [, data] = /id="data">(.*?)<\/script>/s.exec(html)!
    expect(JSON.parse(data!)).toEqual(report([hostile]))
  })

  it('has no style of the pages that requests a resource', () => {
    for (const file of ['tokens', 'base', 'report'])
      expect(readFileSync(`src/report/page/style/${file}.css`, 'utf8')).not.toMatch(/url\(|@import/)
  })
})
