import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { overloaded } from '../../faults/index.ts'
import { writeIncidentFile } from '../../src/cli/incident-file.ts'
import { replay } from '../../src/cli/replay.ts'
import { brownout, openai } from '../../src/index.ts'
import { callLine } from '../../src/server/call-line.ts'

const folder = mkdtempSync(join(tmpdir(), 'brownout-recorded-'))
const file = join(folder, 'incident.json')
afterAll(() => rmSync(folder, { recursive: true }))

/** What `brownout replay` prints for a file. */
async function printed(): Promise<string> {
  const print = vi.spyOn(console, 'error').mockReturnValue()
  await replay(file, [])
  const lines = print.mock.calls.map(([line]) => String(line))
  print.mockRestore()
  return lines.join('\n').replaceAll(/\d[\d.]*m?s\b/g, '…')
}

describe('brownout replay without a command', () => {
  it('prints the calls and the refused requests of the run, and how its client behaved', async () => {
    const chaos = brownout({ seed: 'friday', providers: [openai()] })
    chaos.inject(overloaded().first(1))
    const release = chaos.intercept()
    const body = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello?' }] })
    for (const path of ['chat/completions', 'chat/completions', 'nothing']) {
      const response = await fetch(`https://api.openai.com/v1/${path}`, { method: 'POST', headers: { authorization: 'Bearer test' }, body })
      await response.text()
    }
    release()
    writeIncidentFile(chaos, file)
    expect(await printed()).toContain(
      [
        'Calls',
        '  … openai chat.completions gpt-4o: 503, refused after …, fired: overloaded',
        '  … openai chat.completions gpt-4o, attempt 2: 200, complete after …',
        'Refused, nothing was sent',
        '  POST https://api.openai.com/v1/nothing: Blocked POST',
      ].join('\n'),
    )
    expect(await printed()).toContain('Client\n  - honors-retry-after: not exercised, no error response had a Retry-After\n')
    expect(await printed()).toContain('To emulate it at a port: brownout serve --replay')
    expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveProperty('client.0.verdict', 'inconclusive')
  })

  it('prints neither for a file without calls', async () => {
    writeIncidentFile(brownout({ providers: [openai()] }), file)
    expect(await printed()).not.toMatch(/^(?:Calls|Client)/m)
  })
})

it('the line of a call without a model, such as a WebSocket, has no gap', () => {
  const line = callLine({ provider: 'openai', endpoint: 'responses.connect', model: '', attempt: 0, status: 101, startedAt: 0, fired: [] })
  expect(line).toMatch(/^0ms openai responses\.connect: 101/)
})
