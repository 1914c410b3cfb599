import { writeFileSync } from 'node:fs'
import { catalogue } from '../faults/catalogue.ts'
import { demoPicture } from '../src/cli/demo-picture.ts'
import { faultPage } from '../src/cli/fault-page.ts'

writeFileSync(new URL('../docs/faults.md', import.meta.url), faultPage(catalogue))
writeFileSync(new URL('../docs/demo.svg', import.meta.url), await demoPicture())
