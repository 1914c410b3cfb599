import { writeFileSync } from 'node:fs'
import { playedPages, quickPages } from './pages.ts'

for (const { file, write } of [...quickPages, ...playedPages]) writeFileSync(new URL(`../../${file}`, import.meta.url), await write())
