import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { program } from '../../src/cli/program.ts'
import { answers, brownout, openai } from '../../src/index.ts'
import { serve, type BrownoutServer } from '../../src/server/index.ts'
import { asked } from '../server/sent.ts'

const folder = mkdtempSync(join(tmpdir(), 'brownout-control-'))
const chaos = brownout({ seed: 'tuesday', providers: [openai()], answers: answers.from(() => 'Tomorrow.') })
let server: BrownoutServer

beforeEach(async () => {
  chaos.reset()
  server = await serve(chaos)
})
afterEach(async () => {
  vi.restoreAllMocks()
  await server.close()
})
afterAll(() => rmSync(folder, { recursive: true }))

/** What `brownout control` prints. */
async function control(...words: readonly string[]): Promise<string[]> {
  const print = vi.spyOn(console, 'log').mockReturnValue()
  await program().parseAsync(['node', 'brownout', 'control', ...words, '--url', server.url])
  const lines = print.mock.calls.map(([line]) => String(line))
  print.mockRestore()
  return lines
}

const ask = () => asked(server.baseUrls['openai']!)

describe('brownout control', () => {
  it('injects, lists and removes faults', async () => {
    expect(await control('inject', 'overloaded:first=1', 'server-error')).toEqual([
      'injected: 1 overloaded:first=1',
      'injected: 2 server-error:status=500',
    ])
    expect((await ask()).status).toBe(503)
    expect(await control('status')).toEqual([
      'seed "tuesday", 1 call, 0 refused',
      'active: 1 overloaded:first=1, hit 1 call',
      'active: 2 server-error:status=500',
    ])
    expect(await control('remove', '2')).toEqual(['removed: 2 server-error:status=500'])
    expect(await control('remove')).toEqual(['removed: 1 overloaded:first=1, hit 1 call'])
    expect(await control('remove')).toEqual(['removed: none'])
  })

  it('plays a recipe', async () => {
    expect(await control('play', 'half-a-message:on=openai')).toEqual(
      chaos.injections.map(() => expect.stringMatching(/^injected: \d+ \S+:.*between=/) as unknown),
    )
  })

  it('prints the journal, and starts it again', async () => {
    await control('inject', 'overloaded:first=1')
    for (let call = 0; call < 3; call++) await ask()
    expect(await control('journal', '--last', '2')).toEqual([
      '3 calls',
      expect.stringMatching(/openai chat\.completions gpt-4o, attempt 2: 200, complete after/),
      expect.stringMatching(/attempt 3: 200, complete after/),
    ])
    expect(await control('journal', '--reset')).toEqual(['seed "tuesday", 0 calls, 0 refused', 'active: 1 overloaded:first=1'])
  })

  it('switches the scenario of a scope, and back', async () => {
    const file = join(folder, 'answers.json')
    writeFileSync(file, '[{ "text": "In Lyon." }]')
    const words = ['--seed', 'friday', '--fault', 'overloaded:nth=2', '--answers', file, '--scope', 'a']
    expect(await control('scenario', ...words)).toEqual(['scope "a", seed "friday", 0 calls, 0 refused', 'active: 1 overloaded:nth=2'])
    expect(await asked(`${server.url}/__brownout/scope/a/openai/v1`)).toEqual({ status: 200, said: 'In Lyon.' })
    expect(await control('scopes')).toEqual(['a: 1 call, seed "friday"'])
    expect(await control('reset', '--scope', 'a')).toEqual(['scope "a", seed "tuesday", 0 calls, 0 refused'])
    expect(await control('end', 'a')).toEqual(['ended: a'])
    expect(await control('scopes')).toEqual(['No scope is open.'])
  })

  it('writes the incident to a file that only its owner can read', async () => {
    await ask()
    const file = join(folder, 'incident.json')
    expect(await control('incident', '--output', file)).toEqual([`The incident is in ${file}.`])
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ format: 'brownout-incident', seed: 'tuesday', journal: { calls: [{}] } })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    await expect(control('incident', '--output', join(folder, 'missing', 'incident.json'))).rejects.toThrow(
      'Cannot write the incident: ENOENT',
    )
  })

  it("prints the server's answer as JSON on request", async () => {
    const [line] = await control('status', '--json')
    expect(JSON.parse(line!)).toMatchObject({ seed: 'tuesday', calls: 0, faults: [] })
  })

  it('describes the error', async () => {
    await expect(control('inject', 'overlaoded')).rejects.toThrow('Did you mean "overloaded"?')
    await expect(control('scenario', '--answers', join(folder, 'none.json'))).rejects.toThrow('the file does not exist')
    const file = join(folder, 'text.json')
    writeFileSync(file, '"Yes."')
    await expect(control('scenario', '--answers', file)).rejects.toThrow('it holds "Yes.". Expected a list.')
    const other = ['node', 'brownout', 'control', 'status', '--url']
    await expect(program().parseAsync([...other, server.baseUrls['openai']!])).rejects.toThrow(
      `is the URL of a provider. Expected that of its server, such as ${server.url}.`,
    )
    await expect(program().parseAsync([...other, 'http://127.0.0.1:1'])).rejects.toThrow(
      'No server answers at http://127.0.0.1:1. Start one',
    )
  })

  it('bears the token of a server that has one', async () => {
    await server.close()
    server = await serve(chaos, { token: 'open sesame' })
    await expect(control('status')).rejects.toThrow('This server is controlled with a token')
    expect(await control('status', '--token', 'open sesame')).toEqual(['seed "tuesday", 0 calls, 0 refused'])
  })
})
