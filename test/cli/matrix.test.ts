import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { program } from '../../src/cli/program.ts'
import type { PlayedRow } from '../../src/program-matrix/judged.ts'

const folder = mkdtempSync(join(tmpdir(), 'brownout-matrix-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Prints the answer of one call. It tries a refused call once more, at once, and does not notice a truncated stream. */
const app = join(folder, 'app.mjs')
writeFileSync(
  app,
  `const baseUrl = process.argv[2] ?? process.env.OPENAI_BASE_URL
  const ask = () => fetch(baseUrl + '/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer test', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: 'Where is my parcel?' }] }),
  })
  let response = await ask()
  if (!response.ok) response = await ask()
  if (!response.ok) {
    console.error('The model answers ' + response.status)
    process.exit(3)
  }
  for await (const text of response.body.pipeThrough(new TextDecoderStream()))
    for (const [, json] of text.matchAll(/^data: (\\{.*)$/gm)) process.stdout.write(JSON.parse(json).choices[0]?.delta.content ?? '')
  `,
)

interface Printed {
  readonly out: string
  readonly err: string
}

async function matrix(...words: readonly string[]): Promise<Printed> {
  const printed = { out: '', err: '' }
  vi.spyOn(console, 'log').mockImplementation((line: string) => void (printed.out += `${line}\n`))
  vi.spyOn(process.stderr, 'write').mockImplementation((piece) => {
    printed.err += String(piece)
    return true
  })
  vi.spyOn(process, 'argv', 'get').mockReturnValue(['node', 'brownout', 'matrix', ...words])
  await program().parseAsync()
  return printed
}

afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
})

const node = ['--', process.execPath, app] as const

describe('brownout matrix', () => {
  it('shows what the user of a program got under each fault', async () => {
    const given = ['overloaded:first=1,retryAfter=1m', 'overloaded', 'truncated-stream:first=1', 'invalid-tool-arguments']
    const faults = given.flatMap((fault) => ['--fault', fault])
    const files = ['--json', join(folder, 'table.json'), '--markdown', join(folder, 'table.md')]
    const { out } = await matrix('--no-register', '--concurrency', '2', ...faults, ...files, ...node)

    const { rows } = JSON.parse(readFileSync(join(folder, 'table.json'), 'utf8')) as { readonly rows: readonly PlayedRow[] }
    expect(
      rows.map(({ name, outcome, exitCode, calls, fired, retryAfter }) => [name, outcome, exitCode, calls, fired, retryAfter]),
    ).toEqual([
      ['none', 'complete', 0, 1, false, undefined],
      ['overloaded:retryAfter=1m,first=1', 'complete', 0, 2, true, 'ignored'],
      ['overloaded', 'error', 3, 2, true, undefined],
      ['truncated-stream:first=1', 'truncated', 0, 1, true, undefined],
      ['invalid-tool-arguments', 'complete', 0, 1, false, undefined],
    ])
    expect(out).toMatch(/^overloaded {2,}error \(3\) +2 .*\n {4}its user saw: The model answers 503$/m)
    expect(out).toContain('    honors-retry-after: openai ')
    expect(out).toMatch(/^invalid-tool-arguments .*\n {4}the fault never fired$/m)
    expect(out).toContain('truncated: part of an answer and exit code 0, without a message\n')
    expect(readFileSync(join(folder, 'table.md'), 'utf8')).toMatch(
      /^\| fault \| outcome \| calls \| time \| Retry-After \| notes \|\n\| --- .*\n\| none \| complete \| 1 \|/,
    )
    expect(process.exitCode).toBe(0)
  })

  it('fails on the outcomes that are named, and answers Node processes wherever they call', async () => {
    const official = 'https://api.openai.com/v1'
    const { out } = await matrix('--fault', 'truncated-stream', '--fail-on', 'empty, truncated', ...node, official)
    expect(out).toMatch(/^truncated-stream {2}truncated +1 /m)
    expect(process.exitCode).toBe(1)
  })

  it.each([
    [[], 'Expected a command, as in: brownout matrix -- node server.js'],
    [['--fault', 'overlaoded', ...node], 'Cannot inject "overlaoded": no such fault. Did you mean "overloaded"?'],
    [['--providers', 'openai', '--fault', 'overloaded:for=anthropic', ...node], 'Cannot inject "overloaded" for "anthropic"'],
    [['--concurrency', '0', ...node], 'Expected an integer of at least 1.'],
    [['--limit', 'soon', ...node], 'Cannot read "soon" as a duration.'],
    [['--fail-on', 'hung', ...node], 'Expected outcomes. Did you mean "hang"?'],
    [['--expect', '/(/', ...node], 'Expected a text or a /regular expression/'],
    [['--', 'no-such-command'], 'Cannot run "no-such-command": the command does not exist.'],
    [
      ['--no-register', '--', 'sh', '-c', 'echo busy >&2; exit 4'],
      'Cannot test the program: without faults it ended with exit code 4: busy',
    ],
    [['--no-register', '--', 'true'], 'Cannot test the program: without faults it called no emulated provider.'],
    [['--no-register', '--limit', '10ms', '--', 'sleep', '9'], 'without faults it had not ended after 10ms.'],
    [['--no-register', '--expect', 'Nothing like it', ...node], 'without faults it does not print Nothing like it.'],
  ])('does not accept %j', async (words, message) => {
    await expect(matrix(...words)).rejects.toThrow(message)
  })
})
