import { describe, expect, it } from 'vitest'
import { guideFiles, guideText } from '../../docs/generate/guides.ts'
import { describeGuides } from './describe-guides.ts'

await describeGuides(['docs/guides/retries.md', 'docs/guides/from-nock.md'])

describe('a guide', () => {
  it.for(guideFiles)('%s names the file of each block of TypeScript', (page) => {
    const nameless = [...guideText(page).matchAll(/```ts\n(?!\/\/ \S+\.ts\n).*/g)].map(([block]) => block)
    expect(nameless).toEqual([])
  })

  it.for(guideFiles)('%s has 60 to 150 lines', (page) => {
    const lines = guideText(page).trimEnd().split('\n').length
    expect(lines).toBeGreaterThanOrEqual(60)
    expect(lines).toBeLessThanOrEqual(150)
  })
})
