import { existsSync, globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const textOf = (file: string): string => readFileSync(`${root}/${file}`, 'utf8')
const promises = textOf('SECURITY.md')
  .split('\n')
  .filter((line) => line.startsWith('- '))

it.for(promises)('names a test of the promise %s', (promise) => {
  const tests = [...promise.matchAll(/`(test\/[^`]+)`/g)].map(([, file]) => file!)
  expect(tests).not.toEqual([])
  expect(tests.filter((file) => !existsSync(`${root}/${file}`))).toEqual([])
})

/** The files that open a connection, and its target. */
const connecting: Readonly<Record<string, string>> = {
  'src/control-client/control-client.ts': 'the server of `brownout serve` that the user names',
  'src/intercept/asked.ts': 'the target that the app requests',
  'src/intercept/captured-fetch.ts': 'the target that the app requests',
  'src/msw/probe.ts': 'this process',
  'src/processes/remote-answerer.ts': 'the process of `brownout run`, over a socket of this machine',
  'src/telemetry/collector.ts': 'the collector that the user names',
  'src/upstream/http-upstream.ts': 'the upstream that the user names',
  'src/upstream/server/http-server.ts': 'the MCP server that the user names',
}

it('opens no connection of its own', () => {
  const opens = /(?:await|return|=>|=) (?:globalThis\.)?fetch\(|client\.request\(|= connect\(|createConnection\(|new WebSocket\(|sendBeacon/
  const files = globSync('src/**/*.{ts,tsx}', { cwd: root }).map((file) => file.replaceAll('\\', '/'))
  expect(files.filter((file) => opens.test(textOf(file))).toSorted()).toEqual(Object.keys(connecting))
})
