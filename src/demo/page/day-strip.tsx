import { sentence } from '../../report/data/words.ts'
import { hourMarks, timeOfDay } from '../data/day-clock.ts'
import type { DayData, DemoData, PhaseData } from '../data/demo-data.ts'
import { isOver } from '../data/moment.ts'
import type { Playback } from '../data/playback.ts'
import { isFailure, type AppDay } from '../data/takes.ts'
import type { Dispatch } from './use-playback.ts'

interface DayStripProps {
  readonly data: DemoData
  readonly state: Playback
  readonly day: DayData
  readonly apps: readonly [AppDay, AppDay]
  readonly dispatch: Dispatch
}

/** The day from left to right: the faults over time, and how each customer was served. */
export function DayStrip({ data, state, day, apps, dispatch }: DayStripProps) {
  const part = (at: number): string => `${(at / day.length) * 100}%`
  return (
    <section class="day" aria-label="The day">
      <div class="app-names" aria-hidden="true">
        {data.apps.map(({ short }) => (
          <span>{short}</span>
        ))}
      </div>
      <div class="strip">
        {day.phases.map((phase) => (
          <PhaseBlock phase={phase} isOff={isOff(phase, day, state.off)} left={part(phase.from)} width={part(phase.to - phase.from)} />
        ))}
        {day.questions.map(({ asked, at }, customer) => (
          <button
            type="button"
            class="customer"
            style={{ left: part(at) }}
            aria-current={customer === state.customer ? 'true' : undefined}
            aria-label={`Customer ${customer + 1}: ${asked} ${apps.map((app, place) => `${data.apps[place]!.name}: ${markWords(app, customer, state)}`).join(', ')}`}
            onClick={() => dispatch({ type: 'customer', customer })}
          >
            {apps.map((app) => (
              <Mark app={app} customer={customer} state={state} />
            ))}
          </button>
        ))}
      </div>
      <div class="hours" aria-hidden="true">
        {hourMarks(day.length, 7).map((at) => (
          <span style={{ left: part(at) }}>{timeOfDay(at)}</span>
        ))}
      </div>
    </section>
  )
}

function PhaseBlock({
  phase,
  isOff: off,
  left,
  width,
}: {
  readonly phase: PhaseData
  readonly isOff: boolean
  readonly left: string
  readonly width: string
}) {
  const isCalm = phase.switches.length === 0
  return (
    <span class={isCalm ? 'phase calm' : off ? 'phase off' : 'phase'} style={{ left, width }} title={sentence(phase.what)}>
      {off ? 'switched off' : sentence(phase.what)}
    </span>
  )
}

/** Whether all faults of a phase are switched off. */
export function isOff({ switches }: PhaseData, day: DayData, off: readonly string[]): boolean {
  return switches.length > 0 && switches.every((place) => off.includes(day.switches[place]!.id))
}

type Known = 'pending' | 'served' | 'failed'

function knownOf(app: AppDay, customer: number, state: Playback): Known {
  const { take } = app[customer]!
  if (customer > state.customer || (customer === state.customer && !isOver(take, state.now))) return 'pending'
  return isFailure(take) ? 'failed' : 'served'
}

function markWords(app: AppDay, customer: number, state: Playback): string {
  const known = knownOf(app, customer, state)
  return known === 'pending' ? known : app[customer]!.take.experience.words
}

const signs = { pending: '', served: '✓', failed: '✕' } as const

function Mark({ app, customer, state }: { readonly app: AppDay; readonly customer: number; readonly state: Playback }) {
  const known = knownOf(app, customer, state)
  return (
    <span class={`known ${known.replace(' ', '-')}`} aria-hidden="true">
      {signs[known]}
    </span>
  )
}
