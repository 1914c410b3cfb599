import { installedClock } from '../engine/model/clock.ts'
import type { Incident } from '../engine/plan/incident.ts'
import { findingInLines } from '../report/text/annotations.ts'
import type { RunningTest } from './running-test.ts'
import type { FindingMeta } from './search-meta.ts'

/** What vitest shows as the kind of an annotation. */
const kind = 'brownout'

/** The annotations of one test: what its searches found, each with its incident file. Vitest shows them in its UI and its reports. */
export class Annotations {
  readonly #test: RunningTest
  readonly #pending: Promise<unknown>[] = []

  constructor(test: RunningTest) {
    this.#test = test
  }

  /** Adds a finding, unless the test has ended: vitest takes no annotation then. */
  add({ property, title, ...finding }: FindingMeta, incident: Incident): void {
    const { task, annotate } = this.#test
    if (task.result !== undefined && task.result.state !== 'run') return
    const message = [`${title} (${property})`, ...findingInLines(finding)].join('\n')
    const body = new TextEncoder().encode(JSON.stringify(incident))
    // Vitest's main process takes it in its own time, and the test cannot end before: it is not stuck in the meantime.
    const release = installedClock()?.hold() ?? (() => {})
    this.#pending.push(annotate(message, kind, { contentType: 'application/json', body }).finally(release))
  }

  /** Waits until vitest has them all. What it refuses must not hide why the test failed. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#pending)
  }
}
