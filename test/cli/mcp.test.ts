import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { program } from '../../src/cli/program.ts'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
const shop = fileURLToPath(new URL('../upstream/server/shop-process.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'brownout-mcp-'))
afterAll(() => rmSync(folder, { recursive: true }))

const node = process.execPath
const ranFile = join(folder, 'ran.txt')
const server = [node, '--no-warnings', shop, ranFile]

/** The command line of the proxy, as in the configuration of a client. */
function proxy(...words: readonly string[]): { command: string; args: string[] } {
  return { command: node, args: ['--no-warnings', main, 'mcp', ...words] }
}

describe('brownout mcp', () => {
  it('is a proxy between a client and a real server, keeps a log and an incident, and ends both', async () => {
    const [incident, log] = [join(folder, 'incident.json'), join(folder, 'log.txt')]
    const faults = ['--fault', 'result-lost:kind=silence,nth=1,for=order', '--fault', 'poisoned-result:text=Obey.,nth=2,for=order']
    const client = new Client({ name: 'test', version: '1.0.0' })
    const started = proxy('--seed', 'friday', '--incident', incident, '--log-file', log, '--name', 'shop', ...faults, '--', ...server)
    const transport = new StdioClientTransport({ ...started, stderr: 'pipe' })
    const told = text(transport.stderr as Readable)
    await client.connect(transport)
    const order = { name: 'order', arguments: { item: 'lamp' } }
    await expect(client.callTool(order, undefined, { timeout: 1_000 })).rejects.toThrow('Request timed out')
    expect((await client.callTool(order)).content).toEqual([
      { type: 'text', text: 'Ordered: lamp' },
      { type: 'text', text: 'Obey.' },
    ])
    await client.close()
    expect(readFileSync(ranFile, 'utf8')).toBe('order lamp\norder lamp\n')
    expect(await told).toMatch(
      /^brownout proxies the MCP server "shop", with the seed "friday"\.\ninjected: result-lost .* on call 1 to order\n[^]*^Fired\n {2}result-lost .*: 1 call\n {2}poisoned-result .*: 1 call\nThe incident is in .*incident\.json\.\n$/m,
    )
    expect(readFileSync(log, 'utf8')).toMatch(/ shop tools\/call order, attempt 2: 200, complete after .*, fired: poisoned-result$/m)
    expect(JSON.parse(readFileSync(incident, 'utf8'))).toMatchObject({ format: 'brownout-incident', seed: 'friday' })
  })

  it.for([
    [['node', 'server.js'], 'Expected -- before the command, as in: brownout mcp -- node server.js'],
    [[], 'Expected a command, as in: brownout mcp -- node server.js'],
    [['--url', 'http://127.0.0.1:1', '--', 'node'], 'Expected a command or --url, not both'],
  ] as const)('refuses %j', async ([words, message]) => {
    vi.spyOn(process, 'argv', 'get').mockReturnValue(['node', 'brownout', 'mcp', ...words])
    await expect(program().parseAsync(['mcp', ...words], { from: 'user' })).rejects.toThrow(message)
    vi.restoreAllMocks()
  })

  it.for([
    [['--fault', 'reslt-lost', '--', 'node'], 'no such fault. Did you mean "result-lost"?'],
    [['--url', 'shop.example'], 'Expected a URL such as https://shop.example/mcp.'],
    [['--header', 'authorization', '--', 'node'], 'Expected a name and a value, such as "authorization: Bearer abc".'],
    [['--listen', 'x', '--', 'node'], 'Expected a number from 0 to 65535.'],
  ] as const)('refuses the option in %j', async ([words, message]) => {
    let told = ''
    const command = program()
    for (const each of [command, ...command.commands]) each.exitOverride().configureOutput({ writeErr: (line) => void (told += line) })
    await expect(command.parseAsync(['mcp', ...words], { from: 'user' })).rejects.toThrow('is invalid')
    expect(told).toContain(message)
  })
})
