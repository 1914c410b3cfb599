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
/** Thousands of rows take seconds to draw, so more are drawn on request. */
const rowsAtOnce = 200

export interface WaterfallProps {
  readonly data: WaterfallData
  /** The place of the call that is shown in detail. */
  readonly selected?: number | undefined
  /** Is called when a call is selected. Without it, calls cannot be selected. */
  readonly onSelect?: (call: number) => void
  /** Whether long spans without events are removed. Default: true */
  readonly canCut?: boolean
  /** A playhead, in ms on the clock of the run: calls open then are still running. Default: none */
  readonly now?: number
  /** Whether a call with a fault is labeled only with the fault, without its end. Default: false */
  readonly isPlain?: boolean
  /** Height of a call, in px, unless the box is narrow. Default: depends on the number of calls */
  readonly rowHeight?: number
}

/**
 * Calls over time, one per row, with the app's actions below. It adapts to the width. Time runs from left to right
 * in every language. The drawing is hidden from assistive technology: the names include how each call ended, and `CallsTable` has the same
 * data.
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
