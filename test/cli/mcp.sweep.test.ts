import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
const shop = fileURLToPath(new URL('../upstream/server/shop-process.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'brownout-mcp-'))
afterAll(() => rmSync(folder, { recursive: true }))

const node = process.execPath
const ranFile = join(folder, 'ran.txt')
const server = [node, '--no-warnings', shop, ranFile]

function start(...words: readonly string[]): ChildProcess {
  return spawn(node, ['--no-warnings', main, 'mcp', ...words], { cwd: folder })
}

async function exitOf(child: ChildProcess): Promise<unknown> {
  const [code] = (await once(child, 'exit')) as unknown[]
  return code
}

const greeting = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
}

describe('brownout mcp', () => {
  it('answers over HTTP, too, until it gets a signal', async () => {
    const child = start('--listen', '0', '--', ...server)
    const [bytes] = (await once(child.stdout!, 'data')) as [Buffer]
    const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }
    const response = await fetch(bytes.toString().trim(), { method: 'POST', headers, body: JSON.stringify(greeting) })
    expect(await response.text()).toContain('"name":"real-shop"')
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  it('answers with the error of the protocol if the server cannot start, and gives the reason', async () => {
    const child = start('--', 'no-such-command')
    child.stdin!.write(`${JSON.stringify(greeting)}\n`)
    const [code, out, told] = await Promise.all([exitOf(child), text(child.stdout!), text(child.stderr!)])
    const why = 'Cannot start "no-such-command": the command does not exist.'
    expect([code, JSON.parse(out)]).toEqual([127, { jsonrpc: '2.0', id: 1, error: { code: -32_000, message: why } }])
    expect(told).toContain(`\nbrownout: ${why}\n`)
  })

  it('refuses a tool that the server does not have', async () => {
    const child = start('--fault', 'tool-removed:tool=ordr', '--', ...server)
    const [code, told] = await Promise.all([exitOf(child), text(child.stderr!)])
    expect([code, told]).toEqual([
      2,
      'error: Cannot inject "tool-removed" for "ordr": the server has no such tool. Did you mean "order"?\n',
    ])
  })

  it('writes its log at once, or reports that it cannot', async () => {
    const child = start('--log-file', join(folder, 'none', 'log.txt'), '--', ...server)
    const [code, told] = await Promise.all([exitOf(child), text(child.stderr!)])
    expect([code, told]).toEqual([1, expect.stringMatching(/^error: Cannot write the log to ".*": ENOENT/)])
    expect(existsSync(join(folder, 'none'))).toBe(false)
  })
})

describe('brownout run', () => {
  it('emulates the servers that the processes below it start, and proxies real ones', async () => {
    const config = join(folder, 'brownout.config.ts')
    const mcp = JSON.stringify(import.meta.resolve('../../src/providers/mcp/index.ts'))
    writeFileSync(
      config,
      `import { mcp } from ${mcp}
      export default {
        providers: [
          mcp({ name: 'played', command: 'npx', args: ['-y', 'mail-server'], tools: { send: { run: () => 'sent' } } }),
          mcp({ name: 'real', command: ${JSON.stringify(node)}, args: ${JSON.stringify(server.slice(1))}, upstream: true }),
          mcp({ name: 'web', url: 'https://shop.example/mcp', tools: { send: { run: () => 'sent over HTTP' } } }),
        ],
        faults: ['poisoned-result:text=Obey.,for=real'],
      }`,
    )
    const app = join(folder, 'app.mjs')
    const sdk = (path: string): string => JSON.stringify(import.meta.resolve(`@modelcontextprotocol/sdk/client/${path}.js`))
    writeFileSync(
      app,
      `import { Client } from ${sdk('index')}
      import { StdioClientTransport } from ${sdk('stdio')}
      import { StreamableHTTPClientTransport } from ${sdk('streamableHttp')}
      const asked = async (transport, name, given = {}) => {
        const client = new Client({ name: 'test', version: '1.0.0' })
        await client.connect(transport)
        const { content } = await client.callTool({ name, arguments: given })
        await client.close()
        return content.map(({ text }) => text)
      }
      console.log(JSON.stringify([
        await asked(new StdioClientTransport({ command: 'npx', args: ['-y', 'mail-server'] }), 'send'),
        await asked(new StdioClientTransport({ command: ${JSON.stringify(node)}, args: ${JSON.stringify(server.slice(1))} }), 'order', { item: 'bed' }),
        await asked(new StreamableHTTPClientTransport(new URL('https://shop.example/mcp')), 'send'),
      ]))`,
    )
    const child = spawn(node, ['--no-warnings', main, 'run', '--config', config, '--', node, app], { cwd: folder })
    const [code, out, told] = await Promise.all([exitOf(child), text(child.stdout), text(child.stderr)])
    expect([code, out, told]).toEqual([
      0,
      '[["sent"],["Ordered: bed","Obey."],["sent over HTTP"]]\n',
      expect.stringContaining('by 1 process'),
    ])
    expect(readFileSync(ranFile, 'utf8')).toContain('order bed\n')
  })
})
