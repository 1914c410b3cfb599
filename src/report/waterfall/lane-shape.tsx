import type { PlacedLane } from './geometry/layout.ts'

/** The marks of one lane. */
export function LaneShape({ lane: { marks, middle, shape } }: { readonly lane: PlacedLane }) {
  return (
    <g>
      {marks.map(({ x, tone, label }) => (
        <>
          <path class={`mark ${tone}`} d={shape === 'diamond' ? `M${x} ${middle - 5}l5 5-5 5-5-5z` : `M${x - 4} ${middle - 4}h8v8h-8z`} />
          {label && (
            <text class={`halo ${tone}`} x={label.x} y={middle + 4}>
              {label.text}
            </text>
          )}
        </>
      ))}
    </g>
  )
}
