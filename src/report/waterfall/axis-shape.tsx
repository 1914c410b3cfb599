import type { WaterfallLayout } from './geometry/layout.ts'

/** The grid with its times, below everything else. */
export function AxisShape({ layout: { ticks, cuts, top, height, width } }: { readonly layout: WaterfallLayout }) {
  return (
    <g>
      {ticks.map(({ x, text }) => (
        <>
          <line class="grid" x1={x} x2={x} y1={top - 6} y2={height} />
          <text class="axis" x={x} y={12} text-anchor={x < 12 ? 'start' : 'middle'}>
            {text}
          </text>
        </>
      ))}
      {cuts.map(({ x, width: cut, text }) => (
        <text class="axis" x={x + cut / 2} y={12} text-anchor="middle">
          {text}
        </text>
      ))}
      <line class="grid" x1={0} x2={width} y1={top - 1} y2={top - 1} />
    </g>
  )
}

/** The gaps in the time axis, above everything else. */
export function CutShapes({ layout: { cuts, top, height } }: { readonly layout: WaterfallLayout }) {
  return (
    <>
      {cuts.map(({ x, width }) => (
        <g class="cut">
          <rect x={x + 14} y={top - 6} width={width - 28} height={height - top + 6} />
          <path d={zigzag(x + 14, top - 6, height)} />
          <path d={zigzag(x + width - 14, top - 6, height)} />
        </g>
      ))}
    </>
  )
}

function zigzag(x: number, from: number, to: number): string {
  const steps = Math.max(2, Math.round((to - from) / 8))
  const each = (to - from) / steps
  return `M${x} ${from}${Array.from({ length: steps }, (_, index) => `l${index % 2 === 0 ? 4 : -4} ${each}`).join('')}`
}
