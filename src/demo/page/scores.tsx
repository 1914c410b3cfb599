import type { DemoData } from '../data/demo-data.ts'
import type { Playback } from '../data/playback.ts'
import { doneWith, scoresOf } from '../data/scores.ts'
import type { AppDay } from '../data/takes.ts'
import type { Picked } from './counterexample.tsx'

interface ScoresProps {
  readonly data: DemoData
  readonly state: Playback
  readonly apps: readonly [AppDay, AppDay]
  readonly open: (picked: Picked) => void
}

/** The result of the day so far, app next to app. A bad score opens the first customer for whom it is bad. */
export function Scores({ data, state, apps, open }: ScoresProps) {
  const done = apps.map((app) => doneWith(app, state.customer, state.now))
  const columns = done.map((takes) => scoresOf(takes, data.rules.length))
  const count = Math.min(...done.map((takes) => takes.length))
  const all = apps[0].length
  return (
    <section class="scores" aria-label="Scorecard">
      <h2>{count === all ? `The complete day: ${all} customers` : `So far: ${count} of ${all} customers`}</h2>
      <dl>
        {columns[0]!.map(({ name }, row) => (
          <div>
            <dt>{name}</dt>
            {columns.map((scores, place) => {
              const { value, worst } = scores[row]!
              const isKnown = done[place]!.length > 0
              return (
                <dd>
                  <span>{data.apps[place]!.short}</span>
                  {!isKnown ? (
                    <b>–</b>
                  ) : worst === undefined ? (
                    <b>{value}</b>
                  ) : (
                    <button
                      type="button"
                      class="link failed"
                      onClick={() => open({ app: place, customer: worst })}
                      aria-label={`${data.apps[place]!.name}, ${name}: ${value}. Show the first`}
                    >
                      <b>✕ {value}</b>
                    </button>
                  )}
                </dd>
              )
            })}
          </div>
        ))}
      </dl>
    </section>
  )
}
