import { describe, expect, it } from 'vitest'
import { overloaded } from '../../../faults/index.ts'
import { brownout, openai, type JournalCall } from '../../../src/index.ts'
import { defineProperty, held, violated } from '../../../src/kit.ts'
import { faultsOf, noSilentTruncation, type Outcome, type Task } from '../../../src/property/index.ts'
import { failureMessage } from '../../../src/property/text/failure-message.ts'
import { askOpenAI, failureOf } from '../apps.ts'
import { call, evidence, failed } from '../properties/evidence.ts'

function messageOf(found: { readonly calls?: readonly JournalCall[] } & Partial<Outcome>): string {
  return failureMessage({
    seed: 'tuesday',
    violation: { property: noSilentTruncation(), verdict: { type: 'violated', how: 'so' }, evidence: evidence(found) },
    plan: { version: 1, injections: [] },
    isInOtherOrder: false,
    effort: 'found in run 1',
    exercise: [],
    replayLines: ['npx vitest'],
  })
}

/** The lines with a time. */
function storyOf(message: string): string[] {
  return message
    .split('\n')
    .filter((line) => /^ +\d+m?s {2}/.test(line))
    .map((line) => line.trim())
}

describe('the first line of a failure', () => {
  it('is what went wrong in plain words, then the id', () => {
    expect(messageOf({})).toMatch(/^A truncated answer is returned as complete \(no-silent-truncation\): so\.\n/)
  })
})

describe('the cause of a failure', () => {
  it('is never without a fault if a fault fired', () => {
    const fired = [{ fault: 'stalled-stream', parameters: {}, at: 0 }]
    const message = messageOf({ calls: [call({ ending: 'hung', fired })] })
    expect(message).toContain('caused by stalled-stream, which fired and is not in the plan')
    expect(message).not.toContain('no fault at all')
  })

  it('is without a fault if none fired', () => {
    expect(messageOf({ calls: [call()] })).toContain('caused by no fault at all')
  })
})

describe('the story of a failure', () => {
  const at = 0

  it('keeps the order of calls and effects in one millisecond', () => {
    const calls = [
      failed({ startedAt: at, endedAt: at, sequence: { began: 1, ended: 2 } }),
      call({ startedAt: at, endedAt: at, sequence: { began: 4, ended: 5 } }),
    ]
    const effects = [
      { at, sequence: 3, text: 'apologize' },
      { at, sequence: 6, text: 'refund' },
    ]
    expect(storyOf(messageOf({ calls, effects, settledAt: at }))).toEqual([
      '0ms  call 1, openai gpt-4o: error response 503 overloaded',
      '0ms  the app does: apologize',
      '0ms  call 2, openai gpt-4o: complete answer: "Tomorrow."',
      '0ms  the app does: refund',
      '0ms  the task resolves: "Tomorrow."',
    ])
  })

  it('has the order from a run', async () => {
    const app: Task = async ({ observe }) => {
      await askOpenAI().catch(() => observe.effect('apologize'))
      const answer = await askOpenAI()
      observe.effect('refund')
      return answer
    }
    const chaos = brownout({ seed: 'tuesday', providers: [openai()], answers: () => ({ parts: [{ type: 'text', text: 'Tomorrow.' }] }) })
    const release = chaos.intercept()
    const once = defineProperty({
      id: 'effects-at-most(1)',
      statement: 'at most one effect',
      hint: 'Do less.',
      judge: ({ outcome }) => (outcome.effects.length > 1 ? violated('two effects') : held),
    })
    const failure = await failureOf(chaos, app, { faults: faultsOf(overloaded().nth(1)), properties: [once] }).finally(release)
    expect(storyOf(failure.message)).toEqual([
      '0ms  call 1, openai gpt-4o: error response 503 overloaded  <- overloaded fired',
      '0ms  the app does: apologize',
      '0ms  call 2, openai gpt-4o, attempt 2: complete answer: "Tomorrow."',
      '0ms  the app does: refund',
      '0ms  the task resolves: "Tomorrow."',
    ])
  })

  it('separates the beginning of a call from its end if something happens between', () => {
    const calls = [
      call({ startedAt: at, endedAt: at, sequence: { began: 1, ended: 4 } }),
      call({ provider: 'anthropic', startedAt: at, endedAt: at, sequence: { began: 2, ended: 3 } }),
    ]
    expect(storyOf(messageOf({ calls, settledAt: at }))).toEqual([
      '0ms  call 1, openai gpt-4o: sent',
      '0ms  call 2, anthropic gpt-4o: complete answer: "Tomorrow."',
      '0ms  call 1, openai gpt-4o: complete answer: "Tomorrow."',
      '0ms  the task resolves: "Tomorrow."',
    ])
  })
})
