import type { Writable } from 'node:stream'
import { realNow } from '../time/real-time.ts'
import type { ProgressView } from './progress.ts'

/** The parts of a terminal that are used. */
export type Terminal = Writable & { readonly isTTY?: boolean; readonly columns?: number }

/** A view that cleans up after itself. */
export interface EndingView extends ProgressView {
  /** Removes the status line. */
  end(): void
}

/** How often the status line is redrawn, and how often a log line is written, in ms. */
const redrawn = 100
const logged = 5_000

/** A status line in a terminal. Elsewhere, a plain line at intervals. */
export function progressView(terminal: Terminal): EndingView {
  return terminal.isTTY === true ? movingLine(terminal) : plainLines(terminal)
}

function movingLine(terminal: Terminal): EndingView {
  let shownAt = -Infinity
  const clear = '\r\u001B[K'
  return {
    say: (line) => void terminal.write(`${clear}${line}\n`),
    show(state) {
      if (realNow() - shownAt < redrawn) return
      shownAt = realNow()
      terminal.write(`${clear}${state.slice(0, (terminal.columns ?? 80) - 1)}`)
    },
    end: () => void terminal.write(clear),
  }
}

function plainLines(terminal: Terminal): EndingView {
  let shownAt = realNow()
  return {
    say: (line) => void terminal.write(`${line}\n`),
    show(state) {
      if (realNow() - shownAt < logged) return
      shownAt = realNow()
      terminal.write(`${state}\n`)
    },
    end() {},
  }
}
