import { afterEach, describe, expect, it, vi } from 'vitest'
import { overloaded } from '../../faults/index.ts'
import { logRequests, type LogForm } from '../../src/cli/request-log.ts'
import { summaryOf } from '../../src/cli/run-summary.ts'
import type { UpstreamItem } from '../../src/engine/model/upstream.ts'
import { brownout, openai } from '../../src/index.ts'

afterEach(() => void vi.restoreAllMocks())

/** The output while a provider is overloaded once, answers once, and gets another request. */
async function printed(form: LogForm | undefined): Promise<string[]> {
  const print = vi.spyOn(console, 'error').mockReturnValue()
  const chaos = brownout({ providers: [openai()] })
  chaos.inject(overloaded().nth(1))
  logRequests(chaos, form)
  const release = chaos.intercept()
  const body = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello?' }] })
  for (const path of ['chat/completions', 'chat/completions', 'nothing']) {
    const response = await fetch(`https://api.openai.com/v1/${path}`, { method: 'POST', headers: { authorization: 'Bearer test' }, body })
    await response.text()
  }
  release()
  return print.mock.calls.map(([line]) => String(line))
}

describe('a log of requests', () => {
  it('has a line for each call, also for a refused one', async () => {
    expect(await printed('text')).toEqual([
      expect.stringMatching(/^\d+ms openai chat\.completions gpt-4o: 503, refused after \d+ms, fired: overloaded$/),
      expect.stringMatching(/^\d+ms openai chat\.completions gpt-4o, attempt 2: 200, complete after \d+ms$/),
      expect.stringMatching(/^refused POST https:\/\/api\.openai\.com\/v1\/nothing: Blocked POST/),
    ])
  })

  it('continues after a reset, and names the scope of a call', async () => {
    const print = vi.spyOn(console, 'error').mockReturnValue()
    const chaos = brownout({ providers: [openai()] })
    logRequests(chaos, 'text', 'worker-3')
    chaos.reset()
    const release = chaos.intercept()
    await fetch('https://api.openai.com/v1/nothing')
    release()
    expect(print.mock.calls).toEqual([[expect.stringMatching(/^\[worker-3\] refused GET https:\/\/api\.openai\.com\/v1\/nothing/)]])
  })

  it('can be JSON', async () => {
    expect((await printed('json')).map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { provider: 'openai', endpoint: 'chat.completions', attempt: 1, status: 503, ending: 'refused', fired: ['overloaded'] },
      { attempt: 2, status: 200, ending: 'complete', fired: [] },
      { method: 'POST', url: 'https://api.openai.com/v1/nothing', refused: expect.stringContaining('not this endpoint') as unknown },
    ])
  })

  it('names how an upstream broke', async () => {
    const print = vi.spyOn(console, 'error').mockReturnValue()
    const next = (): UpstreamItem => ({ type: 'end', how: 'reset', code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 127.0.0.1:1' })
    const chaos = brownout({ providers: [openai()], upstream: { send: () => () => ({ next, abort: () => {} }) } })
    logRequests(chaos, 'text')
    const release = chaos.intercept()
    const call = fetch('https://api.openai.com/v1/chat/completions', { method: 'POST', body: '{"model":"gpt-4o","messages":[]}' })
    await expect(call).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } })
    release()
    expect(String(print.mock.calls[0]![0])).toMatch(/: no status, reset after \d+ms, upstream: connect ECONNREFUSED 127\.0\.0\.1:1$/)
  })

  it('is kept only on request', async () => {
    expect(await printed(undefined)).toEqual([])
  })

  it('names why a call failed, in one line without control characters and credentials', async () => {
    const print = vi.spyOn(console, 'error').mockReturnValue()
    const answers = (): never => {
      throw new Error('no order for qW3rtYu1oPasDfGh\n\u001B[2Jrefused')
    }
    const chaos = brownout({ providers: [openai()], answers })
    logRequests(chaos, 'text')
    logRequests(chaos, 'json')
    const release = chaos.intercept()
    const headers = { authorization: 'Bearer qW3rtYu1oPasDfGh' }
    const body = JSON.stringify({ model: 'qW3rtYu1oPasDfGh', messages: [{ role: 'user', content: 'Hello?' }] })
    await fetch('https://api.openai.com/v1/chat/completions', { method: 'POST', headers, body })
    release()
    const lines = print.mock.calls.map(([line]) => String(line))
    expect(lines[0]).toMatch(
      /chat\.completions \[removed\]: 500, refused after \d+ms, failed: The answers failed on .* no order for \[removed\]\\n\\u001b\[2Jrefused/,
    )
    expect(JSON.parse(lines[1]!)).toMatchObject({ status: 500, failed: expect.stringContaining('no order for [removed]') as unknown })
    expect(summaryOf(chaos, '1 call').join('\n')).toMatch(
      /Failed in your answers.*\n +The answers failed on .*\[removed\]\\n\\u001b\[2Jrefused/,
    )
  })
})
