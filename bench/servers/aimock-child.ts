import type { Load } from '../load.ts'
import { startAimock } from './aimock.ts'

const { url } = await startAimock(JSON.parse(process.argv[2]!) as Load)
process.send!(url)
