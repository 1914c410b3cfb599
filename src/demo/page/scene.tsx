import { sentence, timeText } from '../../report/data/words.ts'
import { Legend } from '../../report/waterfall/legend.tsx'
import { timeOfDay } from '../data/day-clock.ts'
import type { DayData, DemoData } from '../data/demo-data.ts'
import { isOver } from '../data/moment.ts'
import type { Playback } from '../data/playback.ts'
import { lengthOf, type AppDay } from '../data/takes.ts'
import { AppColumn } from './app-column.tsx'
import type { Picked } from './counterexample.tsx'
import { isOff } from './day-strip.tsx'

interface SceneProps {
  readonly data: DemoData
  readonly state: Playback
  readonly day: DayData
  readonly apps: readonly [AppDay, AppDay]
  readonly open: (picked: Picked) => void
}

/** One customer: the question, and both apps working on it. */
export function Scene({ data, state, day, apps, open }: SceneProps) {
  const { customer, now } = state
  const { asked, at } = day.questions[customer]!
  const length = lengthOf(apps, customer)
  const happening = day.phases.filter(
    (phase) => at >= phase.from && at < phase.to && phase.switches.length > 0 && !isOff(phase, day, state.off),
  )
  return (
    <section class="scene" aria-label={`Customer ${customer + 1}`}>
      <div class="question">
        <span class="quiet">
          Customer {customer + 1} of {day.questions.length}, {timeOfDay(at)}
        </span>
        <h2>
          <bdi>{asked}</bdi>
        </h2>
        {happening.map(({ what }) => (
          <span class="fault-name">{what}</span>
        ))}
        <span class="clock">
          <b>{now === 0 ? `0\u{a0}s` : timeText(now)}</b> after the question
        </span>
      </div>
      <div class="columns">
        {apps.map((app, place) => (
          <AppColumn
            key={place}
            app={data.apps[place]!}
            day={day}
            customers={app}
            state={state}
            length={length}
            open={() => open({ app: place, customer })}
          />
        ))}
      </div>
      <p class="hidden" role="status">
        {apps.every((app) => isOver(app[customer]!.take, now)) &&
          apps.map((app, place) => `${data.apps[place]!.name}: ${sentence(app[customer]!.take.experience.words)}. `).join('')}
      </p>
      <Legend />
    </section>
  )
}
