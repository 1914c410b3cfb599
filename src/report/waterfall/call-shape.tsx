import type { CallRow } from './geometry/call-row.ts'
import type { Placed } from './geometry/layout.ts'

const half = 5

/** The shapes of one call, or of several similar ones, without the label. */
export function CallShape({ row }: { readonly row: CallRow & Placed }) {
  const { middle, height, start, waits, answer, missing, pause, askedToWait, fires } = row
  // In dense rows a mark must not cover the label of the row above.
  const above = Math.min(12.5, height / 2 + 2.5)
  const isFolded = row.to > row.from
  return (
    <g>
      {pause && <PauseShape pause={pause} middle={middle} />}
      {askedToWait && (
        <g class="asked-to-wait">
          <line x1={askedToWait.x} x2={askedToWait.x + askedToWait.width} y1={middle + 9} y2={middle + 9} />
          <line x1={askedToWait.x + askedToWait.width} x2={askedToWait.x + askedToWait.width} y1={middle + 5} y2={middle + 13} />
        </g>
      )}
      <line class="wait" x1={start} x2={start} y1={middle - half} y2={middle + half} />
      {waits.map(({ x, width }) => (
        <line class={isFolded ? 'wait folded' : 'wait'} x1={x} x2={x + width} y1={middle} y2={middle} />
      ))}
      {answer && (
        <>
          <rect class="answer" x={answer.x} y={middle - half} width={answer.width} height={2 * half} />
          {answer.pieces.map((x) => (
            <line class="piece" x1={x} x2={x} y1={middle - half} y2={middle + half} />
          ))}
        </>
      )}
      {missing && <rect class="missing" x={missing.x} y={middle - half} width={missing.width} height={2 * half} />}
      {fires.map((x) => (
        <path class="fires" d={`M${x - 4.5} ${middle - above}h9l-4.5 ${above - 5.5}z`} />
      ))}
    </g>
  )
}

/** How a call ended, as text, and the fault that fired. */
export function CallLabel({ row: { middle, end, label } }: { readonly row: CallRow & Placed }) {
  if (label === undefined) return null
  return (
    <text x={label.x} y={middle + 4}>
      <tspan class={end.tone}>{label.text.slice(0, 1)}</tspan>
      {label.text.slice(1)}
      {label.fault !== undefined && (
        <>
          {' · '}
          <tspan class="fault">{label.fault}</tspan>
        </>
      )}
    </text>
  )
}

/** A dotted line, with a gap for its text. */
function PauseShape({ pause: { x, width, text }, middle }: { readonly pause: NonNullable<CallRow['pause']>; readonly middle: number }) {
  const gap = text === undefined ? 0 : text.width + 12
  return (
    <>
      <line class="pause" x1={x} x2={text === undefined ? x + width : x + (width - gap) / 2} y1={middle} y2={middle} />
      {text !== undefined && (
        <>
          <line class="pause" x1={x + (width + gap) / 2} x2={x + width} y1={middle} y2={middle} />
          <text x={x + width / 2} y={middle + 4} text-anchor="middle">
            {text.words}
          </text>
        </>
      )}
    </>
  )
}
