import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { brownout, openai } from '../../src/index.ts'
import { serve, type BrownoutServer } from '../../src/server/index.ts'

const python = process.env['PYTHON'] ?? '/usr/bin/python3'
const folder = fileURLToPath(new URL('../../examples/python/', import.meta.url))
const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
let server: BrownoutServer

beforeAll(async () => void (server = await serve(brownout({ seed: 'tuesday', providers: [openai()] }))))
afterAll(() => server.close())

/** What Python prints, in the folder of the example. */
async function run(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(python, words, { cwd: folder, env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...env } })
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { out, err }
}

describe('the Python client', () => {
  it('keeps the tests of pytest apart, in scopes that it ends', async () => {
    const { out, err } = await run(['-m', 'pytest', '-q', '-p', 'no:cacheprovider'], { BROWNOUT_URL: server.url })
    expect(out + err).toMatch(/^3 passed in/m)
    expect([...server.scopes.keys()]).toEqual([])
  })

  it('controls all that a server lets it', async () => {
    const script = `
from brownout import Brownout, BrownoutError
from support import ask
import json

def error(act):
    try:
        act()
    except BrownoutError as error:
        return str(error)

with Brownout().scope("client/first test") as brownout:
    said = [brownout.name, brownout.state()["seed"]]
    said.append([fault["id"] for fault in brownout.inject("overloaded:nth=9", {"fault": "server-error", "trigger": {"nth": 9}})])
    said.append([fault["fault"] for fault in brownout.remove(1)] + [fault["fault"] for fault in brownout.remove("server-error")] + brownout.remove())
    said.append(len(brownout.play("half-a-message:on=openai")) > 0)
    said.append(brownout.begin(seed="friday", answers=[{"text": "Yes."}])["seed"])
    said.append(ask("Really?", brownout.base_url("openai")))
    said.append([call["status"] for call in brownout.calls()])
    said.append([call["received"] for call in brownout.journal()["calls"]])
    said.append([brownout.incident()["seed"], "Really?" in json.dumps(brownout.incident()), "Really?" in json.dumps(brownout.incident("hash"))])
    said.append(brownout.reset_journal()["calls"])
    said.append(error(lambda: brownout.inject("overlaoded")))
    said.append(error(lambda: brownout.base_url("opena")))
said.append(error(lambda: Brownout("http://127.0.0.1:1").state()))
said.append(error(lambda: Brownout(Brownout().base_url("openai")).state()).split("/v1")[1])
print(json.dumps(said))
`
    const { out, err } = await run(['-c', script], { BROWNOUT_URL: server.url })
    expect(err).toBe('')
    expect(JSON.parse(out)).toEqual([
      'client-first-test',
      'tuesday',
      [1, 2],
      ['overloaded', 'server-error'],
      true,
      'friday',
      'Yes.',
      [200],
      ['Yes.'],
      ['friday', true, false],
      0,
      'Cannot inject "overlaoded": no such fault. Did you mean "overloaded"?',
      'No provider "opena" is served. Expected one of: openai.',
      'No server answers at http://127.0.0.1:1. Start one with "npx brownout serve", or name another URL.',
      ' is the URL of a provider. Expected that of its server.',
    ])
  })

  it('shares one server among fifty tests at once', async () => {
    const script = `
from concurrent.futures import ThreadPoolExecutor
from brownout import Brownout
from support import ask, Unavailable

def test(index):
    with Brownout().scope(f"test-{index}") as brownout:
        failures = index % 4
        brownout.begin([f"overloaded:first={failures}"] if failures else [], answers=[{"text": f"answer {index}"}])
        try:
            said = ask("Which?", brownout.base_url("openai"))
        except Unavailable:
            said = None
        assert said == (f"answer {index}" if failures < 3 else None), (index, said)
        assert len(brownout.calls()) == min(3, failures + 1)
        return True

with ThreadPoolExecutor(50) as workers:
    print(sum(workers.map(test, range(50))))
`
    const { out, err } = await run(['-c', script], { BROWNOUT_URL: server.url })
    expect([out, err]).toEqual(['50\n', ''])
    expect(server.scopes.size).toBe(0)
  })

  it('starts a server, and stops it', async () => {
    const script = `
import sys
from brownout import serve, BrownoutError
with serve("--seed", "monday", command=sys.argv[1:]) as server:
    print(server.state()["seed"], server.base_url("openai") == server.url + "/openai/v1")
try:
    server.state()
except BrownoutError:
    print("stopped")
try:
    with serve("--sed", "monday", command=sys.argv[1:]):
        pass
except BrownoutError as error:
    print(str(error)[-26:])
`
    const { out } = await run(['-c', script, process.execPath, main])
    expect(out).toBe('monday True\nstopped\nended before it was ready.\n')
  })
})
