import { bugs } from './bugs.ts'
import { correctApps } from './correct-apps.ts'
import * as seen from './seen/index.ts'
import * as unseen from './unseen/index.ts'
import type { YardstickApp } from './yardstick-app.ts'

/** Apps that measure a search. */
export interface AppSet {
  readonly name: string
  readonly buggyApps: readonly YardstickApp[]
  readonly rightApps: readonly YardstickApp[]
}

/** The apps that were written beside the search, and those that are known since. */
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

/** All sets. Whoever works on the search looks at the known ones only. */
export const sets: { readonly known: readonly AppSet[]; readonly unseen: readonly AppSet[] } = {
  known: [first, { name: 'seen', ...seen }],
  unseen: [{ name: 'unseen', buggyApps: unseen.buggy, rightApps: unseen.right }],
}
