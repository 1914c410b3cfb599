import { describe, expect, it } from 'vitest'
import type { StoryData } from '../../../src/report/data/finding-data.ts'
import { layOut, type LayoutOptions } from '../../../src/report/waterfall/geometry/layout.ts'
import { waterfallOf } from '../../../src/report/waterfall/waterfall-data.ts'
import { call, outcome, refused, story } from '../sample.ts'

/** Texts of 6 px for each character, on a plot whose time takes 1,000 px. */
const options: LayoutOptions = { width: 1_210, measure: (text) => 6 * [...text].length }

function laidOut(other: Partial<StoryData>, and: Partial<LayoutOptions> = {}) {
  return layOut(waterfallOf(story(other)), { ...options, ...and })
}

const ended = (settledAt: number) => [outcome({ settledAt })]
const cut = call({ ending: 'truncated', received: 'It arrives', endedAt: 660 })

describe('a row', () => {
  it('waits from the request to the first delta, and shows the answer from there to the last', () => {
    const { rows } = laidOut({ outcomes: ended(1_000) })
    expect(rows).toMatchObject([
      {
        start: 0,
        waits: [{ x: 0, width: 600 }],
        answer: { x: 600, width: 60, pieces: [630] },
        label: { x: 668, text: '✓' },
        top: 28,
        middle: 42,
        height: 28,
      },
    ])
    expect(rows[0]).not.toHaveProperty('missing')
  })

  it('shows how much of the answer never arrived, in proportion to its text and not to time', () => {
    const { rows } = laidOut({ calls: [cut], outcomes: ended(1_000) })
    const missing = rows[0]!.missing!
    expect(missing.x).toBe(660)
    expect(missing.width).toBeCloseTo(10 + 80 * (1 - 'It arrives'.length / 'It arrives on Thursday.'.length))
    expect(rows[0]!.label!.x).toBeCloseTo(missing.x + missing.width + 8)
  })

  it('waits again after the last delta, if the call stays open', () => {
    const { rows } = laidOut({ calls: [call({ ending: 'aborted', endedAt: 900 })], outcomes: ended(1_000) })
    expect(rows[0]!.waits).toEqual([
      { x: 0, width: 600 },
      { x: 660, width: 240 },
    ])
  })

  it('runs to the end if the call never ends', () => {
    const { endedAt: _never, ...open } = call({ ending: 'hung', deltas: [], received: '' })
    const { firstByteAt: _silent, ...silent } = open
    expect(laidOut({ calls: [silent], outcomes: ended(1_000) }).rows[0]!.waits).toEqual([{ x: 0, width: 1_000 }])
  })

  it('is at least 4 px wide if it answers, and shows no segment that is narrower', () => {
    const { rows } = laidOut({ calls: [call({ deltas: [600, 601, 602], endedAt: 602 })], outcomes: ended(1_000) })
    expect(rows[0]!.answer).toEqual({ x: 600, width: 4, pieces: [] })
  })

  it('shows that the app waits before it, if no other call is open', () => {
    const calls = [refused(0), refused(500, { attempt: 2 }), call({ startedAt: 540, firstByteAt: 900, deltas: [900], endedAt: 900 })]
    const { rows } = laidOut({ calls, outcomes: ended(1_000) })
    expect(rows.map(({ pause }) => pause)).toMatchObject([
      undefined,
      { x: 0, width: 500, text: { words: 'waits 500\u{a0}ms' } },
      { width: 40 },
    ])
    expect(rows[2]!.pause).not.toHaveProperty('text')
    const beside = laidOut({ calls: [call({ endedAt: 900 }), call({ startedAt: 700, deltas: [], endedAt: 800 })], outcomes: ended(1_000) })
    expect(beside.rows[1]).not.toHaveProperty('pause')
  })

  it('shows a Retry-After that was not waited for, and none that was', () => {
    const problem = { kind: 'rate-limit-requests', permanent: false, retryAfter: 400 }
    const early = laidOut({ calls: [refused(0, { problem }), refused(100)], outcomes: ended(1_000) })
    expect(early.rows[0]!.askedToWait).toEqual({ x: 0, width: 400 })
    const late = laidOut({ calls: [refused(0, { problem }), refused(400)], outcomes: ended(1_000) })
    expect(late.rows[0]).not.toHaveProperty('askedToWait')
  })

  it('names a fault in full or not at all, and once for rows that are alike', () => {
    const fired = [{ fault: 'rate-limited', parameters: {}, at: 0 }]
    const { rows } = laidOut({ calls: [refused(0, { fired }), refused(500, { fired })], outcomes: ended(1_000) })
    expect(rows.map(({ label }) => [label!.text, label!.fault])).toEqual([
      ['✕ 429 rate-limit-requests', 'rate-limited'],
      ['✕ 429 rate-limit-requests', undefined],
    ])
    const narrow = laidOut({ calls: [refused(0, { fired })], outcomes: ended(1_000) }, { width: 200 })
    expect(narrow.rows[0]!.label).not.toHaveProperty('fault')
  })

  it('has its label on the left if the right has no room', () => {
    const late = refused(1_000, { problem: { kind: 'a-kind-of-problem-with-a-long-name', permanent: true } })
    const { rows } = laidOut({ calls: [late], outcomes: ended(1_000) }, { width: 1_100 })
    const label = rows[0]!.label!
    expect(label.x + 6 * label.text.length).toBeLessThan(rows[0]!.start)
  })
})

describe('how a call ended', () => {
  const labels = (...calls: Parameters<typeof laidOut>[0]['calls'] & {}): string[] =>
    laidOut({ calls, outcomes: ended(1_000) }).rows.map(({ label }) => label!.text)

  it('is shown with a mark and in words', () => {
    const { endedAt: _end, ending: _ending, ...open } = call()
    expect(
      labels(
        call({ received: 'It arrives on Friday.' }),
        cut,
        call({ ending: 'truncated', problem: { kind: 'overloaded', permanent: false } }),
        call({ ending: 'reset' }),
        call({ ending: 'hung' }),
        call({ ending: 'aborted' }),
        open,
      ),
    ).toEqual([
      '≠ not the expected answer',
      '✕ truncated',
      '✕ overloaded error in the stream',
      '✕ connection broken',
      '✕ silent',
      '– aborted by the app',
      '– still open',
    ])
  })
})

describe('the time', () => {
  it('has ticks with their times, from the beginning of the run', () => {
    const calls = [call({ startedAt: 5_000, firstByteAt: 5_600, deltas: [5_600], endedAt: 5_600 })]
    const { ticks } = laidOut({ startedAt: 5_000, calls, outcomes: [outcome({ startedAt: 5_000, settledAt: 6_000 })] })
    expect(ticks[0]).toEqual({ x: 0, text: '0' })
    expect(ticks.at(-1)).toEqual({ x: 1_000, text: '1\u{a0}s' })
  })

  it('omits a long span in which nothing arrives, and gives its length', () => {
    const calls = [call(), call({ startedAt: 700 }), call({ startedAt: 60_700, firstByteAt: 61_300, deltas: [61_300], endedAt: 61_300 })]
    const { cuts, x, ticks } = laidOut({ calls, outcomes: ended(61_400) })
    expect(cuts).toMatchObject([{ from: 700, to: 60_700, width: 46, text: '+1\u{a0}min' }])
    expect(x(60_700) - x(700)).toBeCloseTo(46)
    expect(ticks.every((tick) => tick.x < cuts[0]!.x || tick.x > cuts[0]!.x + 46)).toBe(true)
    expect(laidOut({ calls, outcomes: ended(61_400) }, { canCut: false }).cuts).toEqual([])
  })

  it('is never broken for deltas that are closer to each other than the rest', () => {
    const deltas = Array.from({ length: 40 }, (_, index) => 3_000 + index)
    const calls = [call({ firstByteAt: 3_000, deltas: [...deltas, 3_500], endedAt: 3_500 })]
    expect(laidOut({ calls, outcomes: ended(4_000) }).cuts).toEqual([])
  })

  it('has an axis even if everything happens at once', () => {
    const calls = [call({ firstByteAt: 0, deltas: [0], endedAt: 0 })]
    const { ticks, rows } = laidOut({ calls, outcomes: ended(0) })
    expect(new Set(ticks.map(({ text }) => text)).size).toBe(ticks.length)
    expect(rows[0]!.answer).toMatchObject({ x: 0, width: 4 })
  })
})

describe('many calls', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => refused(index * 10))

  it('that are alike are one row between the first and the last', () => {
    const calls = [call({ deltas: [1], endedAt: 1, startedAt: 0, firstByteAt: 1 }), ...many(39)]
    const { rows } = laidOut({ calls, outcomes: ended(400) })
    expect(rows.map(({ from, to }) => [from, to])).toEqual([
      [0, 0],
      [1, 1],
      [2, 38],
      [39, 39],
    ])
    expect(laidOut({ calls, outcomes: ended(400) }, { canFold: false }).rows).toHaveLength(40)
  })

  it('of 16 or fewer each have a row', () => {
    expect(laidOut({ calls: many(16), outcomes: ended(400) }).rows).toHaveLength(16)
  })

  it('are laid out only up to the limit, and the others are counted', () => {
    const calls = Array.from({ length: 10_000 }, (_, index) => refused(index, { status: index % 2 === 0 ? 429 : 503 }))
    const { rows, left } = laidOut({ calls, outcomes: ended(10_000) }, { mostRows: 200 })
    expect([rows.length, left]).toEqual([200, 9_800])
  })
})

describe('the lanes', () => {
  it('link a side effect to the row of the call that caused it, or else the one before', () => {
    const calls = [call(), call({ startedAt: 700, deltas: [800], endedAt: 800 })]
    const effects = [
      { at: 300, text: 'log', after: 0 },
      { at: 700, text: 'refund', from: 1 },
      { at: 950, text: 'mail' },
    ]
    const { lanes, rows, ties } = laidOut({ calls, outcomes: [outcome({ effects, settledAt: 1_000 })] })
    expect(lanes[0]!.marks.map(({ label }) => label?.text)).toEqual(['log, after call 1', 'refund, from call 2', 'mail'])
    const { middle } = lanes[0]!
    expect(ties).toEqual([
      { x: 300, from: rows[0]!.middle, to: middle },
      { x: 700, from: rows[1]!.middle, to: middle },
    ])
  })

  const at = (time: number, text: string) => ({ at: time, text })

  it('show what the app did, and what it did again', () => {
    const effects = [at(100, 'refund 377'), at(800, 'refund 377')]
    const shown = [{ ...at(200, 'Done.'), calls: 1 }]
    const { lanes } = laidOut({ outcomes: [outcome({ effects, shown, settledAt: 1_000, uncaught: [at(900, 'Error: cut')] })] })
    expect(lanes.map(({ name, shape, marks }) => [name, shape, marks.map(({ tone, label }) => [tone, label?.text])])).toEqual([
      [
        'Side effects',
        'diamond',
        [
          ['plain', 'refund 377'],
          ['violated', 'refund 377, again'],
        ],
      ],
      ['Seen by the user', 'square', [['plain', '“\u{2068}Done.\u{2069}”']]],
      ['Unhandled errors', 'diamond', [['violated', 'Error: cut']]],
      ['Result', 'square', [['held', expect.stringContaining('after 1\u{a0}s: ')]]],
    ])
  })

  it('draw a line at the end of the task, and a dashed one if it was given up', () => {
    const stuck = outcome({ settlement: { type: 'stuck', text: 'stuck' }, settledAt: 1_000 })
    expect(laidOut({ outcomes: [stuck] }).lines).toEqual([{ x: 1_000, isLimit: true, tone: 'violated' }])
    expect(laidOut({ outcomes: ended(1_000) }).lines).toEqual([{ x: 1_000, isLimit: false, tone: 'held' }])
  })

  it('have labels that do not overlap', () => {
    const effects = [at(100, 'a long description of an effect'), at(150, 'another long description'), at(160, 'one more')]
    const { lanes } = laidOut({ outcomes: [outcome({ effects, settledAt: 1_000 })] })
    const spans = lanes[0]!.marks.flatMap(({ label }) => (label ? [[label.x, label.x + 6 * label.text.length] as const] : []))
    for (const [index, span] of spans.entries()) expect(spans[index + 1]?.[0] ?? Infinity).toBeGreaterThanOrEqual(span[1])
  })

  it('are below the calls, in narrow boxes with room for the name above each', () => {
    const { rows, lanes, height } = laidOut({}, { isNarrow: true, width: 340 })
    expect(rows[0]!.height).toBe(46)
    expect(lanes[0]!.top).toBe(28 + 46 + 6)
    expect(height).toBe(lanes[0]!.top + 46 + 2)
  })
})
