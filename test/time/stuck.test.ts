import OpenAI from 'openai'
import { describe, expect, it } from 'vitest'
import { stalledStream } from '../../faults/index.ts'
import { brownout, openai, type Chaos } from '../../src/index.ts'
import { faultsOf, settlesWithin, survives } from '../../src/property/index.ts'
import { StuckError, virtualTime } from '../../src/time/index.ts'
import { realNow, realSleep } from '../../src/time/real-time.ts'

const never = (): Promise<never> => new Promise(() => {})

async function intercepted<Value>(run: (chaos: Chaos) => Promise<Value>): Promise<Value> {
  const chaos = brownout({ seed: 'tuesday', providers: [openai()] })
  const release = chaos.intercept()
  try {
    return await run(chaos)
  } finally {
    release()
  }
}

async function read(): Promise<string> {
  const client = new OpenAI({ apiKey: 'test', maxRetries: 0, logLevel: 'off' })
  const messages = [{ role: 'user' as const, content: 'Where is my parcel?' }]
  let text = ''
  for await (const { choices } of await client.chat.completions.create({ model: 'gpt-4o', messages, stream: true }))
    text += choices[0]?.delta.content ?? ''
  return text
}

/** The message about a program that is stuck. */
function messageOf(program: () => Promise<unknown>): Promise<string> {
  return virtualTime(program).then(
    () => expect.unreachable(),
    (error: Error) => error.message,
  )
}

describe('a program that is stuck', () => {
  it('waits for a call that is named, with its fault', async () => {
    const message = await intercepted((chaos) => {
      chaos.inject(stalledStream({ afterDeltas: 1 }))
      return messageOf(read)
    })
    expect(message).toBe(
      'Stuck at 0ms of virtual time: nothing is left that could wake the program. Still open: openai gpt-4o, silent since 0ms (stalled-stream). No timer is set that would end the wait: give the call a timeout or an AbortSignal.',
    )
  })

  it('is not reported as missing a timeout if one ended the call, and it waits for something of its own', async () => {
    const message = await intercepted((chaos) => {
      chaos.inject(stalledStream({ afterDeltas: 1 }))
      return messageOf(async () => {
        const client = new OpenAI({ apiKey: 'test', maxRetries: 0, logLevel: 'off' })
        const messages = [{ role: 'user' as const, content: 'Where is my parcel?' }]
        const answer = client.chat.completions.create({ model: 'gpt-4o', messages, stream: true }, { signal: AbortSignal.timeout(5_000) })
        await answer.then((stream) => stream.toReadableStream().pipeTo(new WritableStream())).catch(() => {})
        // As a queue whose slot is never given back.
        await never()
      })
    })
    expect(message).toContain('Stuck at 5s of virtual time')
    expect(message).toContain('The only call has ended, and no timer is set: it waits for something that never happens')
  })

  it('called no provider', async () => {
    expect(await messageOf(never)).toContain('No emulated provider was called, and no timer is set')
  })

  it('is the innermost of those that wait: who waits for it hears of it from there', async () => {
    const heard = await virtualTime(async () => {
      const inner = await virtualTime(never).catch((error: unknown) => error)
      return [inner, 'and goes on']
    })
    expect(heard).toEqual([expect.any(StuckError), 'and goes on'])
  })

  it('makes those around it stuck, too, if it does not go on', async () => {
    const inner = virtualTime(() => virtualTime(never).catch(never))
    await expect(inner).rejects.toThrow(StuckError)
  })

  it('is a finding of a search, also within virtual time', async () => {
    const options = { faults: faultsOf(stalledStream({ afterDeltas: 1 })), runs: 3, properties: [settlesWithin('1m')] }
    const failure = intercepted((chaos) => virtualTime(() => survives(chaos, read, options)))
    await expect(failure).rejects.toThrow(
      /^A task hangs or takes too long \(settles-within\(1m\)\): it never settled\. .*silent since 0ms \(stalled-stream\)/,
    )
  })
})

/** Nothing else happens in the process meanwhile, as on a machine that is busy elsewhere. */
function block(ms: number): void {
  const since = realNow()
  while (realNow() - since < ms);
}

describe('a program on a slow machine', () => {
  it('is not stuck while the processor is busy elsewhere', async () => {
    const program = async (): Promise<string> => {
      for (let step = 0; step < 3; step++) {
        // A step that the clock cannot see.
        await realSleep(10)
        block(100)
      }
      return 'done'
    }
    await expect(virtualTime(program)).resolves.toBe('done')
  })
})
