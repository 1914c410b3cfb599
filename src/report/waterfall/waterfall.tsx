import { useMemo, useRef, useState } from 'preact/hooks'
import { AxisShape, CutShapes } from './axis-shape.tsx'
import { CallLabel, CallShape } from './call-shape.tsx'
import { Gutter } from './gutter.tsx'
import { layOut } from './geometry/layout.ts'
import { LaneShape } from './lane-shape.tsx'
import { measureText } from './measure.ts'
import { counted } from '../data/words.ts'
import { useWidth } from './use-width.ts'
import type { WaterfallData } from './waterfall-data.ts'

const gutterWidth = 168
const narrow = 520
/** Thousands of rows take seconds to draw: more are drawn when they are asked for. */
const rowsAtOnce = 200

/** What a waterfall takes. */
export interface WaterfallProps {
  readonly data: WaterfallData
  /** The call that is shown in detail, as its place. */
  readonly selected?: number | undefined
  /** Hears of a call that is picked. Without it, calls cannot be picked. */
  readonly onSelect?: (call: number) => void
  /** Whether long spans in which nothing arrives are cut out. Default: true */
  readonly canCut?: boolean
  /** A playhead, in ms on the clock of the run: what is open then is still going on. Default: none */
  readonly now?: number
  /** Whether a disturbed call is labeled by its fault alone, and not by how it ended, too. Default: false */
  readonly isPlain?: boolean
  /** Of a call, in px, unless the box is narrow. Default: as many calls need */
  readonly rowHeight?: number
}

/**
 * Calls over time, one on each row, and what the app did below them. It is laid out again for each width. Time runs from left to right
 * in every language. The drawing is hidden from assistive technology: the names tell how each call ended, and `CallsTable` says the same.
 */
export function Waterfall({ data, selected, onSelect, canCut = true, now, isPlain = false, rowHeight }: WaterfallProps) {
  const box = useRef<HTMLDivElement>(null)
  const boxWidth = useWidth(box)
  const [canFold, setCanFold] = useState(true)
  const [mostRows, setMostRows] = useState(rowsAtOnce)
  const isNarrow = boxWidth < narrow
  const width = isNarrow ? boxWidth : boxWidth - gutterWidth
  const layout = useMemo(
    () =>
      boxWidth === 0
        ? undefined
        : layOut(data, { width, measure: measureText, isNarrow, canCut, canFold, mostRows, now, isPlain, rowHeight }),
    [data, width, boxWidth, isNarrow, canCut, canFold, mostRows, now, isPlain, rowHeight],
  )
  return (
    <div class={isNarrow ? 'waterfall narrow' : 'waterfall'} ref={box} dir="ltr">
      {layout && (
        <>
          <Gutter layout={layout} calls={data.calls} actions={{ selected, select: onSelect, unfold: () => setCanFold(false) }} />
          <svg width={width} height={layout.height} viewBox={`0 0 ${width} ${layout.height}`} aria-hidden="true">
            {layout.rows
              .filter(({ from, to }) => from === selected && to === selected)
              .map(({ top, height }) => (
                <rect class="selected" x={0} y={top} width={width} height={height} />
              ))}
            <AxisShape layout={layout} />
            {layout.lines.map(({ x, isLimit, tone }) => (
              <line class={isLimit ? `end limit ${tone}` : `end ${tone}`} x1={x} x2={x} y1={layout.top - 6} y2={layout.height} />
            ))}
            {layout.ties.map(({ x, from, to }) => (
              <line class="tie" x1={x} x2={x} y1={from} y2={to} />
            ))}
            {layout.rows.map((row) => (
              <CallShape key={row.from} row={row} />
            ))}
            <CutShapes layout={layout} />
            {layout.rows.map((row) => (
              <CallLabel key={row.from} row={row} />
            ))}
            {layout.lanes.map((lane) => (
              <LaneShape key={lane.name} lane={lane} />
            ))}
            {now !== undefined && <line class="now" x1={layout.x(now)} x2={layout.x(now)} y1={layout.top - 6} y2={layout.height} />}
          </svg>
          {layout.left > 0 && (
            <button type="button" class="link rest" onClick={() => setMostRows(mostRows + rowsAtOnce)}>
              Show more: {counted(layout.left, 'row')} left
            </button>
          )}
        </>
      )}
    </div>
  )
}
