import type { LaneData, MarkData } from '../waterfall-data.ts'
import type { RowSetting } from './call-row.ts'
import { placeLabel, type PlacedLabel } from './label-place.ts'

/** The shape of one mark in a lane, in px. */
export interface PlacedMark extends Pick<MarkData, 'tone' | 'call'> {
  readonly x: number
  readonly label?: PlacedLabel
}

const half = 5

/** The marks of a lane. Each label has the room up to the neighboring marks. */
export function laneMarks({ marks }: LaneData, { axis, width, measure }: RowSetting): PlacedMark[] {
  let left = 0
  return marks.map(({ at, text, tone, call }, index) => {
    const x = axis.x(at)
    const next = marks[index + 1]
    const right = next === undefined ? width : axis.x(next.at) - half - 2
    const label = placeLabel(text, { from: x - half, to: x + half, left, right }, measure)
    left = Math.max(x + half, label === undefined || label.x < x ? 0 : label.x + measure(label.text)) + half
    return { x, tone, ...(label === undefined ? {} : { label }), ...(call === undefined ? {} : { call }) }
  })
}
