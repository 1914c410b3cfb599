import { installedClock } from '../engine/model/clock.ts'
import type { Incident } from '../engine/plan/incident.ts'
import { findingInLines } from '../report/text/annotations.ts'
import type { RunningTest } from './running-test.ts'
import type { FindingMeta } from './search-meta.ts'

/** The kind of annotation that vitest shows. */
const kind = 'brownout'

/** The annotations of one test: the findings of its searches, each with its incident file. Vitest shows them in its UI and its reports. */
export class Annotations {
  readonly #test: RunningTest
  readonly #pending: Promise<unknown>[] = []

  constructor(test: RunningTest) {
    this.#test = test
  }

  /** Adds a finding, unless the test has ended: vitest then accepts no annotations. */
  add({ property, title, ...finding }: FindingMeta, incident: Incident): void {
    const { task, annotate } = this.#test
    if (task.result !== undefined && task.result.state !== 'run') return
    const message = [`${title} (${property})`, ...findingInLines(finding)].join('\n')
    const body = new TextEncoder().encode(JSON.stringify(incident))
    // Vitest's main process stores it asynchronously, and the test cannot end before that. In the meantime the test is not stuck.
    const release = installedClock()?.hold() ?? (() => {})
    this.#pending.push(annotate(message, kind, { contentType: 'application/json', body }).finally(release))
  }

  /** Waits until vitest has them all. A refused annotation must not hide why the test failed. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#pending)
  }
}
