import type { Writable } from 'node:stream'
import { realNow } from '../time/real-time.ts'
import type { ProgressView } from './progress.ts'

/** What is used of a terminal. */
export type Terminal = Writable & { readonly isTTY?: boolean; readonly columns?: number }

/** A view that leaves nothing behind. */
export interface EndingView extends ProgressView {
  /** Takes the line away that moves. */
  end(): void
}

/** How often a line that moves is drawn again, and a line of a log is written, in ms. */
const redrawn = 100
const logged = 5_000

/** One line that moves in a terminal; elsewhere a plain line now and then. */
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
