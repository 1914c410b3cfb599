import { mcpConformance } from '../../docs/generate/conformance/mcp/index.ts'
import { describeSuite } from './describe-suite.ts'

describeSuite(mcpConformance)
