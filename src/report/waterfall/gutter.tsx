import type { CallData } from '../data/call-data.ts'
import { endLabelOf } from './geometry/end-label.ts'
import type { CallRow } from './geometry/call-row.ts'
import type { Placed, WaterfallLayout } from './geometry/layout.ts'

/** Actions on the names of a waterfall. */
export interface GutterActions {
  /** The place of the call that is shown in detail. */
  readonly selected: number | undefined
  /** Without it, calls cannot be selected. */
  readonly select: ((call: number) => void) | undefined
  unfold(): void
}

/** The names of the rows, left of the plot or above each row. Each call is a button that shows it in detail. */
export function Gutter({
  layout,
  calls,
  actions,
}: {
  readonly layout: WaterfallLayout
  readonly calls: readonly CallData[]
  readonly actions: GutterActions
}) {
  return (
    <div class="gutter" style={{ height: `${layout.height}px` }}>
      {layout.rows.map((row) =>
        row.to > row.from ? <FoldName row={row} unfold={actions.unfold} /> : <CallName row={row} calls={calls} actions={actions} />,
      )}
      {layout.lanes.map(({ name, top, height }) => (
        <span class="name lane" style={placeOf(top, height)}>
          {name}
        </span>
      ))}
    </div>
  )
}

function CallName({
  row,
  calls,
  actions,
}: {
  readonly row: CallRow & Placed
  readonly calls: readonly CallData[]
  readonly actions: GutterActions
}) {
  const call = calls[row.from]!
  const { selected, select } = actions
  const style = placeOf(row.top, row.height)
  if (select === undefined)
    return (
      <span class="name" style={style}>
        <CallWords row={row} call={call} />
      </span>
    )
  return (
    <button type="button" class="name" style={style} aria-pressed={selected === row.from} onClick={() => select(row.from)}>
      <CallWords row={row} call={call} />
    </button>
  )
}

function CallWords({ row, call }: { readonly row: CallRow; readonly call: CallData }) {
  const { mark, text } = endLabelOf(call)
  return (
    <>
      <span class="number">{row.from + 1}</span> <span class="owner">{call.owner}</span> <span class="kind">{kindOf(call)}</span>
      <span class="hidden">
        : {mark === '✓' ? 'complete' : text}
        {call.fired.length > 0 && `, fault: ${call.fired.map(({ fault }) => fault).join(', ')}`}
      </span>
    </>
  )
}

function FoldName({ row, unfold }: { readonly row: CallRow & Placed; readonly unfold: () => void }) {
  return (
    <button type="button" class="name" style={placeOf(row.top, row.height)} onClick={unfold} title="Show each of these calls">
      <span class="number">
        {row.from + 1}–{row.to + 1}
      </span>{' '}
      <span class="kind">{row.to - row.from + 1} alike</span>
    </button>
  )
}

function kindOf({ attempt, endpoint }: CallData): string {
  return attempt > 1 ? `try ${attempt}` : endpoint.split('.')[0]!
}

function placeOf(top: number, height: number): { readonly top: string; readonly height: string } {
  return { top: `${top}px`, height: `${height}px` }
}
