import { useMemo } from 'preact/hooks'
import { counted } from '../../report/data/words.ts'
import { Waterfall } from '../../report/waterfall/waterfall.tsx'
import type { WaterfallData } from '../../report/waterfall/waterfall-data.ts'
import type { AppData, DayData, TakeData } from '../data/demo-data.ts'
import { callsAt, isOver, readAt } from '../data/moment.ts'
import type { Playback } from '../data/playback.ts'
import { doneWith, servedIn } from '../data/scores.ts'
import { isFailure, type AppDay } from '../data/takes.ts'
import { ReadText } from './read-text.tsx'

interface AppColumnProps {
  readonly app: AppData
  readonly day: DayData
  readonly customers: AppDay
  readonly state: Playback
  /** How long the customer is shown, in ms. */
  readonly length: number
  readonly open: () => void
}

/** The height of all calls of an app, and the least and the most for one, in px. */
const [plotHeight, leastRow, mostRow] = [168, 15, 28]

/** One app at work: the text that the customer reads, next to the truth, its ending, and its calls. */
export function AppColumn({ app, day, customers, state, length, open }: AppColumnProps) {
  const { customer, now } = state
  const { take, usual } = customers[customer]!
  const done = doneWith(customers, customer, now)
  const isDone = isOver(take, now)
  const calls = callsAt(take, now)
  const waterfall = useMemo(() => waterfallAt(take, now, length, day), [take, now, length, day])
  return (
    <section class="app" aria-label={app.name}>
      <div class="app-head">
        <h3>{app.name}</h3>
        <span class="quiet">{app.note}</span>
        <span class="count">
          {done.length === 0 ? (
            'no customer served yet'
          ) : (
            <>
              <b>{servedIn(done)}</b> of {done.length} served
            </>
          )}
        </span>
      </div>
      <ReadText read={readAt(take, now)} usual={usual} isDone={isDone} isLess={take.experience.kind === 'less'} />
      <div class="verdict">{isDone ? <VerdictLine take={take} open={open} /> : <Going now={now} calls={calls.length} />}</div>
      <div class="plot" style={{ '--rows': Math.min(16, take.story.calls.length) }}>
        <Waterfall data={waterfall} canCut={false} isPlain rowHeight={rowHeightFor(take.story.calls.length)} {...(isDone ? {} : { now })} />
      </div>
    </section>
  )
}

/** The plot keeps its height when a few more calls are made. */
function rowHeightFor(calls: number): number {
  return Math.max(leastRow, Math.min(mostRow, Math.floor(plotHeight / calls)))
}

function Going({ now, calls }: { readonly now: number; readonly calls: number }) {
  return <span class="quiet">{now === 0 ? 'Press Play, or → to step.' : `At work: ${counted(calls, 'call')} so far`}</span>
}

function VerdictLine({ take, open }: { readonly take: TakeData; readonly open: () => void }) {
  const { experience, broken } = take
  const { kind, words } = experience
  return (
    <>
      {isFailure(take) ? (
        <button type="button" class="link failed" onClick={open}>
          ✕ {words}
        </button>
      ) : (
        <strong class={kind}>
          {kind === 'less' ? '≈' : '✓'} {words}
        </strong>
      )}
      {broken.length > 0 && (
        <button type="button" class="link" onClick={open}>
          {isFailure(take) ? 'breaks' : 'but breaks'} {counted(broken.length, 'rule')}
        </button>
      )}
    </>
  )
}

/** The waterfall at a time, on an axis as long as the slower app takes. */
function waterfallAt(take: TakeData, now: number, length: number, day: DayData): WaterfallData {
  const { endedAt } = take.story
  const words = new Map(day.switches.map(({ fault, does }) => [fault, does]))
  const calls = callsAt(take, now).map((call) => ({
    ...call,
    fired: call.fired.map((fired) => ({ ...fired, fault: words.get(fired.fault) ?? fired.fault })),
  }))
  return {
    startedAt: 0,
    endedAt: length,
    calls,
    lanes: [],
    lines: isOver(take, now) ? [{ at: endedAt, isLimit: false, tone: isFailure(take) ? 'violated' : 'held' }] : [],
  }
}
