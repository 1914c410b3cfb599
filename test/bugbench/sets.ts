import { bugs } from './bugs.ts'
import { correctApps } from './correct-apps.ts'
import * as seen from './seen/index.ts'
import * as round1 from './unseen/index.ts'
import * as round2a from './unseen-2a/index.ts'
import * as round2b from './unseen-2b/index.ts'
import * as round3a from './unseen-3a/index.ts'
import * as round3b from './unseen-3b/index.ts'
import * as round4a from './unseen-4a/index.ts'
import * as round4b from './unseen-4b/index.ts'
import * as round5a from './unseen-5a/index.ts'
import * as round5b from './unseen-5b/index.ts'
import type { YardstickApp } from './yardstick-app.ts'

/** Apps that measure a search. */
export interface AppSet {
  readonly name: string
  readonly buggyApps: readonly YardstickApp[]
  readonly rightApps: readonly YardstickApp[]
}

/** The apps that were written together with the search, and those that are known since. */
const first: AppSet = {
  name: 'first',
  buggyApps: bugs.map(({ name, story, source, task }) => ({
    name,
    story,
    sources: [source],
    kind: 'first',
    make: () => task,
    scripts: [],
  })),
  rightApps: correctApps.map(({ name, story, task }) => ({ name, story, sources: [], kind: 'first', make: () => task, scripts: [] })),
}

/**
 * All sets. The search was built with the known ones in view. Those of the last round were run once it was built; see
 * docs/yardstick.md.
 */
export const sets: { readonly known: readonly AppSet[]; readonly unseen: readonly AppSet[] } = {
  known: [
    first,
    { name: 'seen', ...seen },
    { name: 'round 1', buggyApps: round1.buggy, rightApps: round1.right },
    { name: 'round 2', buggyApps: [...round2a.buggyApps, ...round2b.buggyApps], rightApps: [...round2a.rightApps, ...round2b.rightApps] },
    { name: 'round 3', buggyApps: [...round3a.buggyApps, ...round3b.buggyApps], rightApps: [...round3a.rightApps, ...round3b.rightApps] },
    { name: 'round 4', buggyApps: [...round4a.buggyApps, ...round4b.buggyApps], rightApps: [...round4a.rightApps, ...round4b.rightApps] },
  ],
  unseen: [
    { name: 'round 5', buggyApps: [...round5a.buggyApps, ...round5b.buggyApps], rightApps: [...round5a.rightApps, ...round5b.rightApps] },
  ],
}
