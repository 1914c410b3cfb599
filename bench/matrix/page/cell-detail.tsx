import { useState } from 'preact/hooks'
import { replayLine, type PlacedCell } from '../cells.ts'
import { outcomes } from '../classify.ts'
import { errorInWords, requestInWords } from '../words.ts'

/** One cell, closed: its outcome. Open: its timeline, what the app got, and its replay line. */
export function CellDetail({ placed }: { readonly placed: PlacedCell }) {
  const [isOpen, setOpen] = useState(false)
  const { client, mode, plan, cell } = placed
  return (
    <details class="cell" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span class={`outcome ${cell.outcome}`}>{cell.outcome}</span> {client.name} <i>{mode}</i> <code>{plan}</code>
        <span class="cost">
          {cell.requests.length} {cell.requests.length === 1 ? 'request' : 'requests'}, {cell.waited.toLocaleString('en')} ms
        </span>
      </summary>
      {isOpen && <Opened placed={placed} />}
    </details>
  )
}

function Opened({ placed }: { readonly placed: PlacedCell }) {
  const { client, cell } = placed
  const facts = [
    outcomes[cell.outcome],
    ...(cell.error === undefined ? [] : [errorInWords(cell.error)]),
    ...(cell.uncaught ?? []).map((error) => `not caught: ${errorInWords(error)}`),
    ...(cell.finish === undefined ? [] : [`finish reason: ${cell.finish}`]),
    ...(cell.honorsRetryAfter === undefined ? [] : [`Retry-After ${cell.honorsRetryAfter ? 'honored' : 'ignored'}`]),
  ]
  return (
    <div class="opened">
      <ol class="timeline">
        {cell.requests.map((request, at) => (
          <li key={at}>{requestInWords(request, at)}</li>
        ))}
      </ol>
      <ul>
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      {[cell.text ?? '', ...(cell.values ?? [])].filter(Boolean).map((text) => (
        <pre key={text}>{text}</pre>
      ))}
      <p>
        {Object.entries(client.packages)
          .map(([name, version]) => `${name} ${version}`)
          .join(', ')}
      </p>
      <pre>{replayLine(placed)}</pre>
    </div>
  )
}
