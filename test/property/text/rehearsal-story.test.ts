import { describe, expect, it } from 'vitest'
import { overloaded } from '../../../faults/index.ts'
import type { Script } from '../../../src/engine/plan/script.ts'
import type { JournalCall } from '../../../src/index.ts'
import type { Outcome } from '../../../src/property/index.ts'
import { failureMessage } from '../../../src/property/text/failure-message.ts'
import { baselineInWords, rehearsalStory } from '../../../src/property/text/rehearsal-story.ts'
import type { Rehearsal, RehearsedRun } from '../../../src/property/trial/rehearse.ts'
import { call, evidence, failed } from '../properties/evidence.ts'

const fired = [{ fault: 'overloaded', parameters: {}, at: 0 }]
const resolved = { type: 'value', value: 'Tomorrow.' } as const
const rejected = { type: 'error', error: new Error('no') } as const

interface GivenRun {
  readonly calls?: readonly JournalCall[]
  readonly copies?: readonly Partial<Outcome>[]
}

/** A run a second long, of one copy that resolves after one call, with the given changes. */
function runAt(at: number, { calls = [call({ startedAt: at })], copies = [{}] }: GivenRun = {}): RehearsedRun {
  return {
    calls,
    startedAt: at,
    endedAt: at + 2_000,
    copies: copies.map((given) => {
      const { outcome } = evidence({ startedAt: at, settledAt: at + 1_000, ...given })
      return { outcome, value: outcome.settlement.type === 'value' ? (outcome.settlement.value as string) : undefined }
    }),
  }
}

function rehearsalOf(script: Script, runs: readonly RehearsedRun[]): Rehearsal {
  const { journal } = evidence({ calls: runs.flatMap(({ calls }) => calls) })
  return { script, injections: [], runs, journal, idle: [], incident: () => expect.unreachable() }
}

const once = { after: 0, copies: 1 }
const later = { after: 600_000, copies: 1 }
const day = [once, later, once]
const calm = rehearsalOf(day, [runAt(0), runAt(602_000), runAt(604_000)])

describe('the story of a rehearsal', () => {
  it('has a section for each unusual run, and a line for the others', () => {
    const first = runAt(0, { calls: [failed({ fired })], copies: [{ settlement: rejected }] })
    const second = runAt(602_000, { calls: [], copies: [{ settlement: rejected, settledAt: 602_000 }] })
    expect(rehearsalStory(rehearsalOf(day, [first, second, runAt(604_000)]), calm)).toEqual([
      '  run 1 of 3, with the faults',
      '      0ms  call 1, openai gpt-4o: sent  <- overloaded fired',
      '    100ms  call 1, openai gpt-4o: error response 503 overloaded',
      '       1s  the task rejects: Error: no',
      '  run 2 of 3, 10m later',
      '    10m2s  the task rejects: Error: no',
      '  run 3 of 3, right after that: as without a fault',
    ])
  })

  it('numbers calls through all runs', () => {
    const second = runAt(602_000, { calls: [failed({ startedAt: 602_000, fired }), call({ startedAt: 602_500 })] })
    const story = rehearsalStory(rehearsalOf(day, [runAt(0), second, runAt(604_000)]), calm)
    expect(story[0]).toBe('  run 1 of 3: as without a fault')
    expect(story.filter((line) => line.includes('call 2,'))).toHaveLength(2)
    expect(story.filter((line) => line.includes('call 3,'))).toHaveLength(2)
  })

  it('lists how each copy settled, and which was aborted', () => {
    const script = [{ after: 0, copies: 2, abortAfter: 500 }]
    const copies = [{ settlement: rejected, abortedAt: 500, settledAt: 500 }, { effects: [{ at: 800, text: 'refund' }] }]
    const run = runAt(0, { calls: [call(), call()], copies })
    expect(rehearsalStory(rehearsalOf(script, [run]), rehearsalOf([once, once], [runAt(0), runAt(2_000)]))).toEqual([
      '  2 copies at the same time, the first aborted after 500ms',
      '      0ms  call 1, openai gpt-4o: sent',
      '      0ms  call 2, openai gpt-4o: sent',
      '    100ms  call 1, openai gpt-4o: complete answer: "Tomorrow."',
      '    100ms  call 2, openai gpt-4o: complete answer: "Tomorrow."',
      '    500ms  copy 1 is aborted from outside',
      '    500ms  copy 1 rejects: Error: no',
      '    800ms  the app does: refund',
      '       1s  copy 2 resolves: "Tomorrow."',
    ])
  })

  it('compares copies with as many runs one after the other', () => {
    const script = [{ after: 0, copies: 2 }, later]
    const pair = runAt(0, { calls: [call(), call()], copies: [{}, {}] })
    expect(rehearsalStory(rehearsalOf(script, [pair, runAt(602_000)]), calm)).toEqual(['  runs 1 to 2: as without a fault'])
  })

  it('fits on one screen, however many runs and calls there are', () => {
    const script = Array.from({ length: 30 }, (_, place) => (place === 0 ? once : { after: 60_000, copies: 1 }))
    const busy = (place: number): RehearsedRun =>
      runAt(place * 62_000, {
        calls: Array.from({ length: 20 }, () => failed({ startedAt: place * 62_000, fired })),
        copies: [{ settlement: rejected }],
      })
    const runs = script.map((_, place) => (place < 20 ? busy(place) : runAt(place * 62_000)))
    const story = rehearsalStory(
      rehearsalOf(script, runs),
      rehearsalOf(
        script,
        script.map((_, place) => runAt(place * 62_000)),
      ),
    )
    expect(story.length).toBeLessThanOrEqual(26)
    expect(story.filter((line) => line.startsWith('  run'))).toEqual([
      '  run 1 of 30, with the faults',
      '  run 2 of 30, 1m later, with the faults',
      '  runs 3 to 18: the task rejects: Error: no',
      '  run 19 of 30, 1m later, with the faults',
      '  run 20 of 30, 1m later, with the faults',
      '  runs 21 to 30: as without a fault',
    ])
  })
})

describe('what a rehearsal was compared with', () => {
  it('is one line if all runs are alike, else one for each kind', () => {
    expect(baselineInWords(calm)).toEqual(['without a fault, the task makes 1 call and resolves: "Tomorrow."'])
    expect(baselineInWords(rehearsalOf(day, [runAt(0), runAt(602_000, { calls: [] }), runAt(604_000, { calls: [] })]))).toEqual([
      'without a fault, in run 1, the task makes 1 call and resolves: "Tomorrow."',
      'without a fault, in run 2, the task makes 0 calls and resolves: "Tomorrow."',
    ])
  })
})

describe('the message of a failure in several runs', () => {
  function messageOf(rehearsal: Rehearsal, baseline: Rehearsal, injections = [overloaded().inRun(1).toJSON()]): string {
    const { journal, runs } = rehearsal
    const property = { id: 'recovers', statement: 'it recovers', hint: 'Look.' }
    return failureMessage({
      seed: 'tuesday',
      violation: {
        property,
        verdict: { type: 'violated', how: 'so' },
        evidence: { journal, outcome: runs[0]!.copies[0]!.outcome },
        rehearsal,
        baseline,
      },
      plan: { version: 1, injections },
      isInOtherOrder: false,
      effort: 'run 1 of 1',
      exercise: [],
      replayLines: ['npx vitest'],
    })
  }

  it('names the runs in which faults are in force, and what it was compared with', () => {
    const first = runAt(0, { calls: [failed({ fired })], copies: [{ settlement: resolved }] })
    expect(messageOf(rehearsalOf(day, [first, runAt(602_000), runAt(604_000)]), calm).split('\n')).toEqual(
      expect.arrayContaining([
        '  caused by overloaded on every call, in run 1 of 3',
        '  compared  without a fault, the task makes 1 call and resolves: "Tomorrow."',
        '  run 1 of 3, with the faults',
      ]),
    )
  })

  it('names copies and aborts as causes', () => {
    const script = [once, { after: 0, copies: 2, abortAfter: 1_000 }]
    const message = messageOf(rehearsalOf(script, [runAt(0), runAt(2_000, { copies: [{}, {}] })]), calm, [])
    expect(message).toContain(
      [
        '  caused by running 2 copies of the task at the same time, in run 2 of 2',
        '        and aborting the first copy after 1s, in run 2 of 2',
        '            (run 1 of 1)',
      ].join('\n'),
    )
  })

  it('has no headings for a single run', () => {
    const single = rehearsalOf([once], [runAt(0, { calls: [failed({ fired })] })])
    const message = messageOf(single, rehearsalOf([once], [runAt(0)]), [overloaded().toJSON()])
    expect(message).toContain('  caused by overloaded on every call\n')
    expect(message).not.toContain('run 1 of 1,')
    expect(message).toContain('\n       1s  the task resolves: "Tomorrow."\n')
  })
})
