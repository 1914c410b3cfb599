import type { LaneData, WaterfallData } from '../waterfall-data.ts'
import { callRow, quietSinceOf, type CallRow, type RowSetting } from './call-row.ts'
import { foldsOf, mostUnfolded } from './fold.ts'
import type { Measure } from './label-place.ts'
import { laneMarks, type PlacedMark } from './lane-row.ts'
import { timeAxis, type Cut, type Tick } from './time-axis.ts'

/** Options for the layout of a waterfall. */
export interface LayoutOptions {
  /** Width of the plot, in px: the part right of the names. */
  readonly width: number
  /** Measures a text as it will be drawn, in px. */
  readonly measure: Measure
  /** Whether the names are above their rows. Default: false */
  readonly isNarrow?: boolean
  /** Whether long spans without events are removed. Default: true */
  readonly canCut?: boolean
  /** The time up to which calls are known, in ms on the clock: calls still open then have no label. Default: all is known */
  readonly now?: number | undefined
  /** Whether a call with a fault is labeled only with the fault, without its end. Default: false */
  readonly isPlain?: boolean
  /** Height of a call, in px, unless the box is narrow. Default: depends on the number of calls */
  readonly rowHeight?: number | undefined
  /** Whether many similar calls become one row. Default: true */
  readonly canFold?: boolean
  /** The most rows of calls. Default: all */
  readonly mostRows?: number
}

/** A row and the middle of its shapes, in px from the top. */
export interface Placed {
  readonly top: number
  readonly middle: number
  readonly height: number
}

export interface PlacedLane extends Placed, Pick<LaneData, 'name' | 'shape'> {
  readonly marks: readonly PlacedMark[]
}

/** A waterfall in px. */
export interface WaterfallLayout {
  readonly width: number
  readonly height: number
  /** The top of the rows, below the axis. */
  readonly top: number
  readonly ticks: readonly Tick[]
  readonly cuts: readonly Cut[]
  readonly rows: readonly (CallRow & Placed)[]
  /** How many rows are not laid out. */
  readonly left: number
  readonly lanes: readonly PlacedLane[]
  /** The place of a time in ms, in px. */
  x(at: number): number
  readonly lines: readonly { readonly x: number; readonly isLimit: boolean; readonly tone: WaterfallData['lines'][number]['tone'] }[]
  /** From the row of a call down to its effects. */
  readonly ties: readonly { readonly x: number; readonly from: number; readonly to: number }[]
}

const axisHeight = 28
const laneHeight = 26
const narrowRow = 46
const [row, denseRow] = [28, 24]
const [tailPart, mostTail] = [0.2, 210]
/** The gap between the calls and the lanes. */
const divide = 6

/** Lays a waterfall out at a width. */
export function layOut(
  data: WaterfallData,
  { width, measure, isNarrow = false, canCut = true, canFold = true, mostRows = Infinity, now, isPlain = false, rowHeight }: LayoutOptions,
): WaterfallLayout {
  // Free space for the labels of the calls that end last.
  const axis = timeAxis(data, Math.max(60, width - Math.min(mostTail, width * tailPart)), canCut)
  const setting: RowSetting = {
    axis,
    width,
    endedAt: now ?? data.endedAt,
    isGoingOn: now !== undefined,
    isPlain,
    measure,
    quietSince: quietSinceOf(data.calls),
  }
  const height = isNarrow ? narrowRow : (rowHeight ?? (data.calls.length > mostUnfolded ? denseRow : row))
  const folds = foldsOf(data.calls, canFold)
  const rows = folds.slice(0, mostRows).map((fold, index) => ({
    ...callRow(data.calls, fold, setting),
    ...placed(axisHeight + index * height, height, isNarrow),
  }))
  const lanesTop = axisHeight + rows.length * height + divide
  const each = isNarrow ? narrowRow : laneHeight
  const lanes = data.lanes.map((lane, index) => ({
    name: lane.name,
    shape: lane.shape,
    marks: laneMarks(lane, setting),
    ...placed(lanesTop + index * each, each, isNarrow),
  }))
  const ties = lanes.flatMap(({ marks, middle }) =>
    marks.flatMap(({ x, call }) => {
      const tied = rows.find(({ from, to }) => call !== undefined && from <= call && call <= to)
      return tied === undefined ? [] : [{ x, from: tied.middle, to: middle }]
    }),
  )
  const lines = data.lines.map(({ at, isLimit, tone }) => ({ x: axis.x(at), isLimit, tone }))
  return {
    width,
    height: lanesTop + lanes.length * each + 2,
    top: axisHeight,
    ticks: axis.ticks,
    cuts: axis.cuts,
    rows,
    left: folds.length - rows.length,
    lanes,
    lines,
    ties,
    x: axis.x,
  }
}

/** The name is in the upper part of a row in a narrow box. */
function placed(top: number, height: number, isNarrow: boolean): Placed {
  return { top, height, middle: isNarrow ? top + height - 13 : top + height / 2 }
}
