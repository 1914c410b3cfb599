import { useMemo, useState } from 'preact/hooks'
import { counted, sentence } from '../../report/data/words.ts'
import { CallDetail } from '../../report/page/call-detail.tsx'
import { CopyLine } from '../../report/page/copy-line.tsx'
import { CallsTable } from '../../report/waterfall/calls-table.tsx'
import { waterfallOf, type WaterfallData } from '../../report/waterfall/waterfall-data.ts'
import { Waterfall } from '../../report/waterfall/waterfall.tsx'
import { commandFor } from '../data/command.ts'
import { timeOfDay } from '../data/day-clock.ts'
import type { DayData, DemoData, TakeData } from '../data/demo-data.ts'
import type { Playback } from '../data/playback.ts'
import { isFailure, type AppDay } from '../data/takes.ts'
import { Dialog } from './dialog.tsx'
import { ReadText } from './read-text.tsx'

/** The app and the customer that are shown in detail. */
export interface Picked {
  readonly app: number
  readonly customer: number
}

interface CounterexampleProps {
  readonly data: DemoData
  readonly state: Playback
  readonly day: DayData
  readonly apps: readonly [AppDay, AppDay]
  readonly picked: Picked
  readonly close: () => void
}

/** One customer of one app in detail: each call, the text that was read, the violated rules with their fixes, and how to replay it. */
export function Counterexample({ data, state, day, apps, picked, close }: CounterexampleProps) {
  const { take, usual } = apps[picked.app]![picked.customer]!
  const { asked, at } = day.questions[picked.customer]!
  const waterfall = useMemo(() => waterfallOfTake(take), [take])
  const [selected, select] = useState<number>()
  const call = selected === undefined ? undefined : take.story.calls[selected]
  return (
    <Dialog
      above={
        <>
          {data.apps[picked.app]!.name}, customer {picked.customer + 1}, {timeOfDay(at)}: “<bdi>{asked}</bdi>”
        </>
      }
      title={take.experience.words}
      close={close}
    >
      <h3>What happened, call by call</h3>
      <Waterfall data={waterfall} selected={selected} onSelect={(next) => select(next === selected ? undefined : next)} />
      {call && <CallDetail call={call} number={selected! + 1} startedAt={0} />}
      <ReadText read={take.read} usual={usual} isDone isLess={take.experience.kind === 'less'} />
      <div class="pair">
        <Broken data={data} take={take} />
        <div>
          <h3>Show it again</h3>
          <CopyLine line={commandFor({ ...state, customer: picked.customer + 1 }, data.options)} />
          <p class="quiet small">
            Recipe <code>{day.recipe}</code>, seed <code>{state.seed}</code>
          </p>
        </div>
      </div>
      <details class="more">
        <summary>The calls as a table</summary>
        <CallsTable data={waterfall} />
      </details>
    </Dialog>
  )
}

/** A bad ending is marked as such, even if the app returns a result. */
function waterfallOfTake(take: TakeData): WaterfallData {
  const data = waterfallOf(take.story)
  if (!isFailure(take)) return data
  const bad = <Marked extends { readonly tone: string }>(marks: readonly Marked[]) =>
    marks.map((mark) => (mark.tone === 'held' ? { ...mark, tone: 'violated' as const } : mark))
  return { ...data, lines: bad(data.lines), lanes: data.lanes.map((lane) => ({ ...lane, marks: bad(lane.marks) })) }
}

function Broken({ data, take: { broken } }: { readonly data: DemoData; readonly take: TakeData }) {
  return (
    <div>
      <h3>{broken.length === 0 ? 'No rule is broken' : `${counted(broken.length, 'rule')} broken`}</h3>
      {broken.map(({ rule, how }) => {
        const { id, statement, hint } = data.rules[rule]!
        return (
          <div class="broken">
            <p>
              <span class="failed">✕</span> <b>{sentence(statement)}.</b> <code class="id">{id}</code>
            </p>
            <p class="quiet">{sentence(how)}.</p>
            <p>
              <b>How to fix it:</b> {hint}
            </p>
          </div>
        )
      })}
    </div>
  )
}
