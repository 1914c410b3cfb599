import { catalogue } from '../../faults/catalogue.ts'
import { baselineChecks } from '../../src/property/baseline/index.ts'
import { properties } from '../../src/property/catalogue.ts'
import { apiFiles, apiPages } from './api/index.ts'
import { failureModes } from './failure-modes/failure-modes.ts'
import { baselineCheckPage } from './pages/baseline-checks.ts'
import { coveragePage } from './pages/coverage.ts'
import { demoPicture } from './pages/demo-picture.ts'
import { failureModePage } from './pages/failure-modes.ts'
import { faultPage } from './pages/faults.ts'
import { propertyPage } from './pages/properties.ts'
import { providersPage } from './pages/providers.ts'
import { readmePage } from './pages/readme.ts'
import { recipePage } from './pages/recipes.ts'
import { mcpClientPage } from './pages/mcp-clients.ts'
import { playAll } from './played-recipes/play.ts'

/** A documentation file that is generated, completely or in part. */
export interface Page {
  /** From the project's root. */
  readonly file: string
  /** The content that the file should have. */
  write(): string | Promise<string>
}

let api: ReadonlyMap<string, string> | undefined

/** A page of the API reference. All of them are written at once. */
function apiPage(file: string): string {
  api ??= apiPages()
  return api.get(file)!
}

/** Pages about definitions, which are written quickly. */
export const quickPages: readonly Page[] = [
  { file: 'docs/faults.md', write: () => faultPage(catalogue) },
  { file: 'docs/properties.md', write: () => propertyPage(properties) },
  { file: 'docs/baseline-checks.md', write: () => baselineCheckPage(baselineChecks) },
  { file: 'docs/failure-modes.md', write: () => failureModePage(failureModes) },
  ...apiFiles.map((file) => ({ file, write: () => apiPage(file) })),
  { file: 'docs/demo.svg', write: demoPicture },
  { file: 'README.md', write: readmePage },
]

/** Pages about observed behavior, which take thousands of SDK calls. */
export const playedPages: readonly Page[] = [
  { file: 'docs/coverage.md', write: coveragePage },
  { file: 'docs/providers.md', write: providersPage },
  { file: 'docs/mcp-clients.md', write: mcpClientPage },
  { file: 'docs/recipes.md', write: async () => recipePage(await playAll()) },
]
