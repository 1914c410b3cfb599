import { formatDuration } from '../../engine/base/duration.ts'
import type { LastCalls } from '../../control-client/control-client.ts'

type ShownCall = LastCalls['calls'][number]

/** How a call ended, in words, and its result for the client. */
const endings = {
  complete: { words: '✓ complete', kind: 'held' },
  truncated: { words: '✕ truncated', kind: 'violated' },
  reset: { words: '✕ connection reset', kind: 'violated' },
  hung: { words: '✕ no end', kind: 'violated' },
  refused: { words: '✕ error response', kind: 'violated' },
  aborted: { words: '– aborted by the client', kind: 'quiet' },
} as const

/** The last calls, the newest first. */
export function CallTable({ calls: { total, calls, unhandled } }: { readonly calls: LastCalls }) {
  return (
    <section aria-labelledby="calls">
      <h2 id="calls">Calls</h2>
      {calls.length === 0 && <p class="quiet">None so far. Point an app at the server.</p>}
      {calls.length > 0 && (
        <div class="scroll" role="region" aria-label="Table of calls" tabIndex={0}>
          <table>
            <thead>
              <tr>
                {['Call', 'At', 'Provider', 'Model', 'Attempt', 'Status', 'End', 'Faults'].map((title) => (
                  <th scope="col">{title}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {calls
                .map((call, index) => <CallRow key={total - calls.length + index} call={call} number={total - calls.length + index + 1} />)
                .toReversed()}
            </tbody>
          </table>
        </div>
      )}
      {total > calls.length && (
        <p class="quiet">
          The last {calls.length} of {total}.
        </p>
      )}
      {unhandled.length > 0 && (
        <>
          <h3>For no provider</h3>
          <ul>
            {unhandled.map(({ method, url, message }) => (
              <li>
                <code>
                  {method} {url}
                </code>{' '}
                <span class="quiet">{message}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function CallRow({ call, number }: { readonly call: ShownCall; readonly number: number }) {
  const { provider, endpoint, model, attempt, status, ending, startedAt, endedAt, fired } = call
  const { words, kind } = ending === undefined ? { words: '… open', kind: 'quiet' } : endings[ending]
  const lasted = endedAt === undefined ? '' : ` after ${formatDuration(endedAt - startedAt)}`
  return (
    <tr>
      <td>{number}</td>
      <td>{formatDuration(startedAt)}</td>
      <td>
        {provider} <span class="id">{endpoint}</span>
      </td>
      <td>{model}</td>
      <td>{attempt + 1}</td>
      <td>{status ?? '–'}</td>
      <td class={kind}>
        {words}
        {lasted}
      </td>
      <td>
        {fired.map(({ fault }) => (
          <span class="fault-name">{fault} </span>
        ))}
      </td>
    </tr>
  )
}
