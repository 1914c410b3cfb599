import { guideFiles } from '../../docs/generate/guides.ts'
import { describeGuides } from './describe-guides.ts'

await describeGuides(guideFiles)
