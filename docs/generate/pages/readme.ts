import { readFileSync } from 'node:fs'
import { catalogue } from '../../../faults/catalogue.ts'
import { withSection } from '../readme.ts'
import { faultTable } from './faults.ts'

/** The faults in the readme: one of each kind that affects most apps. */
const shown: ReadonlySet<string> = new Set([
  'rate-limited',
  'overloaded',
  'connection-reset',
  'stalled-stream',
  'truncated-stream',
  'mid-stream-error',
  'html-error',
  'invalid-tool-arguments',
  'confidently-wrong',
  'silent-model-swap',
])

/** The readme, with an updated table of faults. */
export function readmePage(): string {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')
  const faults = catalogue.filter(({ name }) => shown.has(name))
  return withSection(readme, 'faults', faultTable(faults, 'docs/faults.md'))
}
