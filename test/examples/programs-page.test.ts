import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { columns, rowOf } from '../../examples/programs/columns.ts'
import { cellOf, programsPage, type ProgramsResult } from '../../examples/programs/page.ts'
import { programs } from '../../examples/programs/programs.ts'

const docs = new URL('../../docs/', import.meta.url)
const written = (name: string): string => readFileSync(new URL(name, docs), 'utf8')

describe('the page of published programs', () => {
  it('has the data next to it', () => {
    const result = JSON.parse(written('programs.json')) as ProgramsResult
    expect(programsPage(result, columns)).toBe(written('programs.md'))
    const published = programs.filter(({ npm }) => npm !== undefined)
    expect(result.programs.map(({ program, version }) => [program, version])).toEqual(
      published.map(({ name, npm }) => [name, npm!.version]),
    )
  })

  it('names nothing of the machine that it was written on', () => {
    expect(written('programs.json')).not.toMatch(/127\.0\.0\.1|\/tmp\/[a-z]|\/root|\/home\//)
  })

  it('shows how a program ended, its calls and its time', () => {
    const row = { name: 'quota', outcome: 'error', exitCode: 3, calls: 2, fired: true, lasted: 1_600, violated: [] } as const
    expect(cellOf(row)).toBe('error 3, 2 in 2 s')
    expect(cellOf({ ...row, outcome: 'hang', exitCode: undefined })).toBe('hang, 2 in 2 s')
    expect(cellOf(undefined)).toBe('-')
  })
})

describe('a column', () => {
  const [column] = columns
  const program = programs[0]!

  it('limits faults to the model of the answers', () => {
    expect(rowOf({ name: 'a', faults: ['overloaded', 'html-error:first=1'] }, { ...program, model: 'gpt-4o' })?.scenario.faults).toEqual([
      'overloaded:for=gpt-4o',
      'html-error:first=1,for=gpt-4o',
    ])
    expect(rowOf(column!, program)?.scenario.faults).toEqual(column!.faults)
  })

  it('needs a tool if it runs a command', () => {
    expect(rowOf({ name: 'tool', faults: [], command: 'ls' }, { name: 'curl', command: ['curl'] })).toBeUndefined()
  })
})
