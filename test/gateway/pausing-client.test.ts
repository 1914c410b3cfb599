import { describe, expect, it } from 'vitest'
import { answers, brownout, openai, virtualTime, type Chaos } from '../../src/index.ts'

const chaos: Chaos = brownout({ providers: [openai()], answers: answers.from(() => 'one two three four five six seven') })

/** Reads the given number of times, with an action after each, and gives up. */
async function give(times: number, afterEach: () => unknown): Promise<number> {
  const controller = new AbortController()
  const response = await fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer test' },
    body: JSON.stringify({ model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: 'Count.' }] }),
    signal: controller.signal,
  })
  const reader = response.body!.getReader()
  let events = 0
  for (let count = 0; count < times; count++) {
    events += new TextDecoder().decode((await reader.read()).value).split('data: ').length - 1
    await afterEach()
  }
  controller.abort()
  return events
}

/** The view of the client and the journal on it. */
async function seen(times: number, afterEach: () => unknown): Promise<unknown> {
  chaos.reset()
  const release = chaos.intercept()
  const events = await virtualTime(() => give(times, afterEach)).finally(release)
  const [call] = chaos.journal.calls
  return { events, frames: call!.frames.reduce((sum, run) => sum + run.count, 0), ending: call!.ending }
}

describe('a client that gives up', () => {
  it('has received event by event if it paused between them', async () => {
    const pause = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 5))
    expect(await seen(4, pause)).toEqual({ events: 4, frames: 4, ending: 'aborted' })
  })

  it('has received the due events with each read, if it read on at once', async () => {
    expect(await seen(2, () => {})).toEqual({ events: 3, frames: 3, ending: 'aborted' })
  })
})
