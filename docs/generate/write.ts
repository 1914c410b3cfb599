import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { playedPages, quickPages } from './pages.ts'

// `npm run docs -- docs/api` writes only the files whose path begins like this.
const [only = ''] = process.argv.slice(2)

for (const { file, write } of [...quickPages, ...playedPages].filter((page) => page.file.startsWith(only))) {
  const target = new URL(`../../${file}`, import.meta.url)
  mkdirSync(new URL('.', target), { recursive: true })
  writeFileSync(target, await write())
}

// The failures in the guides are printed by their tests.
if ('docs/guides'.startsWith(only)) {
  const sweep = ['run', '--config', 'vitest.sweep.config.ts', '--reporter=dot', 'test/docs/guides.sweep.test.ts']
  execFileSync('node_modules/.bin/vitest', sweep, { stdio: 'inherit', env: { ...process.env, BROWNOUT_WRITE_GUIDES: '1' } })
}
