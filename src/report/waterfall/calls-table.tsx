import { timeText } from '../data/words.ts'
import { endLabelOf } from './geometry/end-label.ts'
import type { WaterfallData } from './waterfall-data.ts'

/** A waterfall as a table, for screen readers. */
export function CallsTable({ data }: { readonly data: WaterfallData }) {
  const time = (at: number | undefined) => (at === undefined ? '–' : timeText(at - data.startedAt))
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="All calls as a table">
      <table class="calls">
        <thead>
          <tr>
            {['Call', 'Provider', 'Endpoint', 'Try', 'Sent', 'First delta', 'Ended', 'How it ended', 'Faults'].map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.calls.map((call, index) => {
            const { mark, text } = endLabelOf(call)
            return (
              <tr>
                <th scope="row">{index + 1}</th>
                <td>{call.owner}</td>
                <td>{call.endpoint}</td>
                <td>{call.attempt}</td>
                <td>{time(call.startedAt)}</td>
                <td>{time(call.deltas[0])}</td>
                <td>{time(call.endedAt)}</td>
                <td>{mark === '✓' ? '✓ complete' : `${mark} ${text}`}</td>
                <td class="fault-names">{call.fired.map(({ fault }) => fault).join(', ')}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <table class="calls">
        <thead>
          <tr>
            <th scope="col">In the app</th>
            <th scope="col">At</th>
            <th scope="col">What</th>
          </tr>
        </thead>
        <tbody>
          {data.lanes.flatMap(({ name, marks }) =>
            marks.map(({ at, text }) => (
              <tr>
                <th scope="row">{name}</th>
                <td>{time(at)}</td>
                <td class="text">{text}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  )
}
