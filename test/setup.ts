import fc from 'fast-check'
import { aroundEach } from 'vitest'
import { endingVirtualTime } from '../src/time/left-session.ts'

/**
 * In CI the same commit gets the same verdict: all draws there are from one seed. Elsewhere each run draws again, and
 * prints the seed of what it finds.
 */
const seedInCI = 20_261_125

if (process.env['CI'] !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: seedInCI })

// Files share a process: a test that runs out of time must not fail those after it.
aroundEach((runTest) => endingVirtualTime(runTest))
