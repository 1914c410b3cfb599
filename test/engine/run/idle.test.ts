import { describe, expect, it } from 'vitest'
import { authenticationFailed, confidentlyWrong, contextCollapse, overloaded, rateLimited, truncatedStream } from '../../../faults/index.ts'
import { coreOf } from '../../../src/chaos/core.ts'
import type { Injection } from '../../../src/engine/plan/injection.ts'
import { idleInWords } from '../../../src/engine/run/idle-in-words.ts'
import { nearer, type Idleness } from '../../../src/engine/run/idleness.ts'
import { anthropic, brownout, openai } from '../../../src/index.ts'

const chat = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Where is my parcel?' }] }
const embeddings = { model: 'text-embedding-3-small', input: 'parcel' }

/** Why none of some injections fired in calls to OpenAI, in words. */
async function why(injections: readonly Injection[], path = 'chat/completions', bodies: readonly object[] = [chat]): Promise<string[]> {
  const chaos = brownout({ seed: 'tuesday', providers: [openai(), anthropic()] })
  chaos.inject(...injections)
  const release = chaos.intercept()
  const headers = { authorization: 'Bearer test' }
  for (const body of bodies)
    await fetch(`https://api.openai.com/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) }).then((response) =>
      response.text(),
    )
  release()
  return coreOf(chaos).run.armed.idle.map(
    ({ injection, why: reason }) => `${injection.fault.name}: ${idleInWords(reason, injection.trigger)}`,
  )
}

describe('why an injection has not fired', () => {
  it.for([
    ['no call was made', overloaded(), [], 'overloaded: no call was made'],
    ['its target was not called', overloaded().for('anthropic'), [chat], 'overloaded: no call went to anthropic'],
    ['too few calls', overloaded().nth(3), [chat, chat], 'overloaded: no call matched its trigger: call 3'],
    ['its rate', overloaded().chance(0), [chat], 'overloaded: its rate chose no call'],
    ['its condition', overloaded().when(() => false), [chat], 'overloaded: its .when(...) accepted no call'],
    ['the answer is too short', truncatedStream({ afterDeltas: 500 }), [chat], 'truncated-stream: it acted and changed nothing'],
    ['the provider refuses', confidentlyWrong(), [{}], 'confidently-wrong: the provider refused the call first'],
  ] as const)('%s', async ([_name, injection, bodies, expected]) => {
    expect(await why([injection], undefined, bodies)).toEqual([expected])
  })

  it('another fault refused the call, with any faults before or after it', async () => {
    const all = [confidentlyWrong(), overloaded(), rateLimited(), truncatedStream({ afterDeltas: 500 })]
    expect(await why(all)).toEqual([
      'confidently-wrong: overloaded refused the call first',
      'rate-limited: overloaded refused the call first',
      'truncated-stream: overloaded refused the call first',
    ])
  })

  it('no model answers the call', async () => {
    expect(await why([confidentlyWrong()], 'embeddings', [embeddings])).toEqual(['confidently-wrong: no model answers calls to embeddings'])
  })

  it('is the reason nearest to firing, of all calls', async () => {
    const [reason] = await why([contextCollapse().for({ model: 'gpt-*' }), authenticationFailed().nth(2)], undefined, [
      { ...chat, model: 'o3' },
      chat,
    ])
    expect(reason).toBe('context-collapse: authentication-failed refused the call first')
    const [forAnother, byRate]: Idleness[] = [
      { type: 'unmatched', by: 'for' },
      { type: 'unmatched', by: 'chance' },
    ]
    expect([nearer(forAnother!, byRate!), nearer(byRate!, forAnother!)]).toEqual([byRate, byRate])
  })
})
