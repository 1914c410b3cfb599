import { quickPages } from '../../docs/generate/pages.ts'
import { describePages } from './up-to-date.ts'

describePages(quickPages)
