import { describeSuite } from './describe-suite.ts'
import { openResponses } from './suites/open-responses.ts'

describeSuite(openResponses)
