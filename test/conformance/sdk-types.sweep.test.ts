import { describeSuite } from './describe-suite.ts'
import { sdkTypeSuites } from '../../docs/generate/conformance/sdk-types/index.ts'

for (const suite of sdkTypeSuites) describeSuite(suite)
