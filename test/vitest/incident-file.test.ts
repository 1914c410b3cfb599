import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { brownout, openai } from '../../src/index.ts'
import { IncidentFile } from '../../src/vitest/incident-file.ts'

const { incident } = brownout({ seed: 'tuesday', providers: [openai()] })
let parent: string
let directory: string

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'brownout-incident-file-'))
  directory = join(parent, '.brownout')
})
afterEach(() => rmSync(parent, { recursive: true }))

function modeOf(path: string): string {
  return (statSync(path).mode & 0o777).toString(8)
}

function pathIn(line: string): string {
  return /^BROWNOUT_INCIDENT=(\S+) /.exec(line)![1]!
}

describe('the incident file of a test', () => {
  it('is one for each incident that is kept', (context) => {
    const file = new IncidentFile(context, directory)
    const paths = [file.keep(incident()), file.keep(incident())].map((line) => pathIn(line!))
    expect(paths).toEqual([expect.stringMatching(/-tuesday\.json$/), expect.stringMatching(/-tuesday-2\.json$/)])
    for (const path of paths) expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ format: 'brownout-incident', seed: 'tuesday' })
  })

  it('is undefined if it cannot be written, also after one that was', (context) => {
    const file = new IncidentFile(context, directory)
    file.keep(incident())
    rmSync(directory, { recursive: true })
    writeFileSync(directory, 'a file where the directory should be')
    expect(file.keep(incident())).toBeUndefined()
    expect(file.trouble).toMatch(/-tuesday-2\.json: EEXIST/)
  })

  it('is for its owner alone, and git ignores it', (context) => {
    const path = pathIn(new IncidentFile(context, directory).keep(incident())!)
    expect([modeOf(directory), modeOf(path), readFileSync(join(directory, '.gitignore'), 'utf8')]).toEqual(['700', '600', '*\n'])
  })

  it('becomes private if it is there already, and leaves the ignored files to the user', (context) => {
    const path = pathIn(new IncidentFile(context, directory).keep(incident())!)
    writeFileSync(join(directory, '.gitignore'), '# mine\n')
    chmodSync(directory, 0o755)
    chmodSync(path, 0o644)
    new IncidentFile(context, directory).keep(incident())
    expect([modeOf(directory), modeOf(path), readFileSync(join(directory, '.gitignore'), 'utf8')]).toEqual(['700', '600', '# mine\n'])
  })
})
