import { describeSuite } from './describe-suite.ts'
import { openResponses } from '../../docs/generate/conformance/open-responses/index.ts'

describeSuite(openResponses)
