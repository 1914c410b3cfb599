import { readFileSync, writeFileSync } from 'node:fs'
import { releaseManifest, type Manifest } from './release-manifest.ts'

// Run by the release workflow before it publishes: node scripts/prepare-release.ts v0.2.0 https://github.com/someone/brownout

const manifest = new URL('../package.json', import.meta.url)
const changelog = readFileSync(new URL('../CHANGELOG.md', import.meta.url), 'utf8')
const [tag = '', repository = ''] = process.argv.slice(2)
const released = releaseManifest(JSON.parse(readFileSync(manifest, 'utf8')) as Manifest, changelog, tag, repository)
writeFileSync(manifest, `${JSON.stringify(released, null, 2)}\n`)
