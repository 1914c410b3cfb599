import { playedPages } from '../../docs/generate/pages.ts'
import { describePages } from './up-to-date.ts'

describePages(playedPages)
