import type { CallData } from '../../src/report/data/call-data.ts'
import type { FindingData, StoryData } from '../../src/report/data/finding-data.ts'
import type { OutcomeData } from '../../src/report/data/outcome-data.ts'
import { reportVersion, type ReportData } from '../../src/report/data/report-data.ts'
import type { RuleData, RunData, SearchData } from '../../src/report/data/search-data.ts'

/** A call that is answered completely: sent at 0, first delta after 600 ms, all of it after 660 ms. */
export function call(other: Partial<CallData> = {}): CallData {
  return {
    provider: 'openai',
    owner: 'OpenAI',
    endpoint: 'chat.completions',
    model: 'gpt-4o',
    stream: true,
    attempt: 1,
    startedAt: 0,
    firstByteAt: 600,
    deltas: [600, 630, 660],
    endedAt: 660,
    status: 200,
    ending: 'complete',
    fired: [],
    asked: 'Where is my parcel?',
    expected: 'It arrives on Thursday.',
    received: 'It arrives on Thursday.',
    usage: { inputTokens: 20, outputTokens: 6 },
    ...other,
  }
}

/** A call that was refused as soon as it was sent. */
export function refused(startedAt: number, other: Partial<CallData> = {}): CallData {
  const { firstByteAt: _first, usage: _usage, expected: _expected, ...base } = call()
  const problem = { kind: 'rate-limit-requests', permanent: false }
  return { ...base, startedAt, endedAt: startedAt, deltas: [], received: '', status: 429, ending: 'refused', problem, ...other }
}

export function outcome(other: Partial<OutcomeData> = {}): OutcomeData {
  return {
    settlement: { type: 'value', text: 'It arrives on Thursday.' },
    startedAt: 0,
    settledAt: 700,
    shown: [],
    effects: [],
    alerts: [],
    uncaught: [],
    ...other,
  }
}

export function story(other: Partial<StoryData> = {}): StoryData {
  return { startedAt: 0, endedAt: 700, calls: [call()], outcomes: [outcome()], ...other }
}

export function rule(id: string, other: Partial<RuleData> = {}): RuleData {
  return { id, statement: `${id} holds`, titles: { held: `${id} held`, violated: `${id} broke` }, harm: 'user', hint: 'Fix it.', ...other }
}

export function run(other: Partial<RunData> = {}): RunData {
  return {
    plan: ['truncated-stream on every call'],
    fired: [0],
    verdicts: '',
    settlement: 'value',
    time: 700,
    firstDelta: 600,
    calls: 1,
    retries: 0,
    inputTokens: 20,
    outputTokens: 6,
    ...other,
  }
}

export function finding(id: string, other: Partial<FindingData> = {}): FindingData {
  return {
    rule: id,
    how: 'half an answer was given out',
    hint: 'Wait for the terminal event.',
    plan: [{ fault: 'truncated-stream', summary: 'the answer ends early', text: 'truncated-stream on every call' }],
    foundIn: 2,
    effort: 'run 2 of 3, not shrunk',
    stories: [story()],
    replay: ['BROWNOUT_SEED=tuesday npx vitest run ask.test.ts'],
    incident: '{"format":"brownout-incident"}',
    ...other,
  }
}

/** Two properties and two faults in three runs: the first property is violated in one of two runs with a truncated stream. */
export function search(other: Partial<SearchData> = {}): SearchData {
  return {
    title: 'answers a question',
    file: 'test/ask.test.ts',
    seed: 'tuesday',
    endedAt: '2026-11-26T10:00:00.000Z',
    took: 1_200,
    atMost: 3,
    all: true,
    rules: [rule('whole-answers'), rule('few-retries', { harm: 'provider', whyNot: 'no call failed' })],
    faults: [
      { name: 'truncated-stream', summary: 'the answer ends early', shows: 'truncation' },
      { name: 'overloaded', summary: 'HTTP 503', shows: '5xx' },
    ],
    runs: [run({ plan: [], fired: [], verdicts: 'ii' }), run({ verdicts: 'vi' }), run({ verdicts: 'hi' })],
    baseline: story(),
    exercise: [
      { site: 'openai chat', attempt: 1, phase: 'during the answer', symptom: 'truncation', runs: 2 },
      { site: 'openai chat', attempt: 2, phase: 'before the answer', symptom: '5xx', runs: 0 },
    ],
    findings: [finding('whole-answers')],
    remarks: [],
    ...other,
  }
}

export function report(searches: readonly SearchData[] = [search()], other: Partial<ReportData> = {}): ReportData {
  return { format: 'brownout-report', version: reportVersion, brownout: '0.1.0', madeAt: '2026-11-26T10:00:01.000Z', searches, ...other }
}
